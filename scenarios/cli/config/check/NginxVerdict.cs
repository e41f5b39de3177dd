using System.Text.Json;
using Verify.Engine.Labs;
using Verify.Engine.Trust;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.Cli.Config.Check;

/// <summary>What the installed nginx says of a configuration (nginx -t).</summary>
/// <param name="Answer">Null where it was not asked.</param>
/// <param name="Nginx">Its name and version; or why it was not asked.</param>
internal sealed record NginxVerdict(NginxAnswer? Answer, string Nginx)
{
    public IReadOnlyList<NginxMessage> Messages { get; } = NginxMessage.In(Answer?.Words ?? "");

    /// <summary>Asks it in a throw-away lab, where it can neither write to this machine's files nor miss what it listens on.</summary>
    public static async Task<NginxVerdict> AskAsync(NginxConf conf, CancellationToken ct)
    {
        var nginx = NginxService.Nginx;
        if (nginx.Find() is null)
            return new(null, "nginx is not installed");
        try
        {
            return new(await InLabAsync(conf, ct), $"nginx {await nginx.VersionAsync(ct)}");
        }
        catch (CannotRun refused)
        {
            return new(null, refused.Message.Split('\n')[0].TrimEnd('.'));
        }
    }

    private static async Task<NginxAnswer> InLabAsync(NginxConf conf, CancellationToken ct)
    {
        var configuration = new ServerConfiguration(conf);
        TrustedConfiguration.MustBe(configuration, (await NginxBuild.AskAsync(ct)).Prefix);
        var kind = await LabEntry.FindAsync(ct);
        var folder = TemporaryFolder.Make("verify-check-");
        try
        {
            configuration.Save(folder);
            var exit = LabEntry.Run(kind, [AskNginxVerb.Word, folder]);
            var answer = AskNginxVerb.AnswerIn(folder);
            return File.Exists(answer)
                ? JsonSerializer.Deserialize<NginxAnswer>(await File.ReadAllTextAsync(answer, ct))!
                : throw new CannotRun($"the lab to ask nginx in ended with exit {exit}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
