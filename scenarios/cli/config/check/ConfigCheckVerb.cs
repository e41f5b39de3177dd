using System.CommandLine;
using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Syntax;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Config.Check;

/// <summary>What nginx would refuse in a configuration, and what it accepts and should not be there.</summary>
internal sealed class ConfigCheckVerb()
    : Verb(
        "check",
        "Show what nginx rejects in a configuration and why, and what it accepts but a reader would not expect. The installed nginx "
            + "decides (nginx -t in a disposable lab). Without an installed nginx, only Verify's own checks are "
            + "run; they know nginx 1.22. Exit 0 if the configuration is accepted, 1 if not, 2 if the file cannot be read as a "
            + "configuration."
    )
{
    private readonly Argument<string> file = new("FILE")
    {
        Description = "An nginx.conf. Included files are read too.",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(file);
        command.Add(json);
        command.SetAction(
            async (parsed, ct) =>
            {
                var conf = NginxConf.Load(parsed.GetValue(file)!);
                var report = new ConfigReport(
                    conf,
                    ConfCheck.Of(conf),
                    ConfWarnings.Of(conf),
                    await NginxVerdict.AskAsync(conf, ct)
                );
                if (parsed.GetValue(json))
                    JsonOutput.Write(ConfigReportJson.Of(report));
                else
                    Console.Write(report.Table());
                return report.Passes ? 0 : 1;
            }
        );
    }
}
