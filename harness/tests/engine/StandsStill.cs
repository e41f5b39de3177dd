using Verify.Engine.Programs;

namespace Verify.Tests.Engine;

/// <summary>Waits between two phases until a file is there: time for others to do something on the machine.</summary>
public abstract class StandsStill : SelfScenario
{
    public const string GoOn = "go-on";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private string goOn = "";

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        goOn = Path.Combine(request.Folder, GoOn);
    }

    [Phase("1", "What the run does")]
    public void Work(Phase phase) => phase.Step("1.1", "work", step => WorkAsync(step.Ct));

    [Phase("2", "What others do")]
    public void Stand(Phase phase) =>
        phase.Step(
            "2.1",
            "stand still",
            async step =>
            {
                while (!File.Exists(goOn))
                    await Task.Delay(BetweenLooks, step.Ct);
            }
        );

    [Phase("3", "What comes after")]
    public void After(Phase phase) => phase.Step("3.1", "claim", Holds);

    protected virtual Task WorkAsync(CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Leaves mounts and settings of the machine changed, each in another way.</summary>
public abstract class ForgetsAllWays : StandsStill
{
    public const string Theirs = "/tmp/theirs";
    public const string ByLink = "/tmp/link/by-link";
    public const string InScript = "/tmp/in-script";
    public const string Setting = "net.ipv4.ip_default_ttl";

    public static string Arrangement =>
        $"mkdir -p {Theirs} /tmp/linked/by-link {InScript}; ln -s linked /tmp/link; mount -n -t tmpfs theirs {Theirs}";

    protected override async Task WorkAsync(CancellationToken ct)
    {
        foreach (
            var line in new[]
            {
                new[] { "umount", $"{Theirs}/" },
                ["mount", "-t", "tmpfs", "tmpfs", ByLink],
                ["sh", "-c", $"mount -t tmpfs tmpfs {InScript};exit"],
                ["sysctl", "-w", $"{Setting}=65"],
            }
        )
            await Command.MustAsync(line, ct);
    }
}
