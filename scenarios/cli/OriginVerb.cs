using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Engine.Recoveries;
using Verify.Engine.Trust;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Packages;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Setup;

namespace Verify.Scenarios.Cli;

/// <summary>Shows the included origin: <c>origin up</c> keeps it running until Ctrl-C, <c>origin config</c> prints its nginx.conf.</summary>
internal sealed class OriginVerb()
    : Verb(
        "origin",
        "Start the included origin or print its configuration: origin up, origin config."
    )
{
    private const string Up = "up";

    private readonly DeclaredOptions options = new(ProfileOptions.All);
    private readonly Option<NginxVariant> variant = new("--variant")
    {
        Description = "Which of the two configurations to print.",
        DefaultValueFactory = _ => NginxVariant.Standalone,
    };
    private readonly Option<bool> changed = new("--changed")
    {
        Description = "Print it with the caching change applied.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        var up = new System.CommandLine.Command(Up, "Start encoder and nginx; Ctrl-C stops both.");
        options.AddTo(up);
        up.SetAction(parsed =>
        {
            var request = Request(parsed);
            var profile = ProfileChoice.Of(request);
            return RunAsync(profile, Interrupt.FromSignals()).GetAwaiter().GetResult();
        });
        up.Add(PlatformUp.Command());
        up.Add(WorkersUp.Command());
        command.Add(up);
        command.Add(Config());
    }

    private System.CommandLine.Command Config()
    {
        var config = new System.CommandLine.Command("config", "Print the origin's nginx.conf.");
        options.AddTo(config);
        config.Add(variant);
        config.Add(changed);
        config.SetAction(parsed =>
        {
            var request = Request(parsed);
            var (profile, which) = (ProfileChoice.Of(request), parsed.GetValue(variant));
            var text = OriginConfig.Render(which, profile);
            Console.Write(
                parsed.GetValue(changed)
                    ? CachingChange.Apply(text, CachingChange.For(which, profile))
                    : text
            );
        });
        return config;
    }

    private RunRequest Request(ParseResult parsed) =>
        ProfileOptions.Prepare(RunRequest.ToLookAt(Up) with { Parameters = options.Read(parsed) });

    private static async Task<int> RunAsync(OriginProfile profile, CancellationToken stop)
    {
        await Installation.EnsureAsync(
            [new NginxService(), new EncoderService(), new LabService()],
            install: true,
            Console.Error,
            stop
        );
        // On this machine, so that a player on it can look: in a folder of its own, on the profile's port.
        await ForegroundOrigin.SweepAsync(stop);
        HostChecks.MustBeFree(profile.Server.Port);
        var home = TemporaryFolder.Make(ForegroundOrigin.Prefix);
        using var turn = RunLock.Take(home);
        try
        {
            await using var origin = await ForegroundOrigin.StartAsync(profile, home, Report, stop);
            Console.WriteLine(
                $"{profile.Name}: http://127.0.0.1:{profile.Server.Port}/{profile.Hls.MasterPlaylist}"
            );
            if (TapPath.Of(profile) is { } tap)
                Console.WriteLine(
                    $"on this machine's own network: {tap.Address} is its address in a scenario's lab alone"
                );
            Console.WriteLine($"files in {home}; Ctrl-C ends it");
            return await origin.UntilAsync(stop);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static void Report(string text, double done)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{text}  ");
    }
}
