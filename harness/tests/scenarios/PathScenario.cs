using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Http;
using Verify.Scenarios.Cable;
using Verify.Scenarios.NginxCaching.Network;
using Verify.Tests.Engine;
using Verify.Tests.Fixtures;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios;

/// <summary>The claims of step 5.14 about a server of the test's own.</summary>
public abstract class PathScenario : SelfScenario
{
    private protected static readonly VethPlan Profile = VethPlan.Of(
        "hlstap0",
        "02:00:00:01:77:01",
        "10.177.0.10",
        "10.177.0.1",
        "10.177.0.0/24"
    );

    /// <summary>How the server was really put there.</summary>
    private protected virtual VethPlan Laid => Profile;

    /// <summary>How clients really reach it.</summary>
    private protected virtual Endpoint Reached(NginxServer server) => server.Endpoint;

    [Phase("1", "Path")]
    public void Look(Phase phase)
    {
        phase.Step(
            "1.1",
            "addresses",
            step => On(step, s => new PathAddresses(step, s.Cabled, Profile).CheckAsync())
        );
        phase.Step(
            "1.2",
            "bytes",
            step =>
                On(step, s => new PathBytes(step, s.Cabled, Reached(s), "/segment.ts").CheckAsync())
        );
        phase.Step(
            "1.3",
            "taken down",
            step =>
                On(
                    step,
                    s => new PathTakenDown(step, s.Cabled, Reached(s), "/segment.ts").CheckAsync()
                )
        );
    }

    /// <summary>Whether the throughput is looked at too, in blocks too short to be judged by.</summary>
    private protected virtual bool IsLoaded => false;

    [Phase("2", "Throughput")]
    public void Load(Phase phase)
    {
        if (IsLoaded)
            phase.Step(
                "2.1",
                "throughput",
                step =>
                    On(
                        step,
                        s =>
                            new PathThroughput(
                                step,
                                s.Cabled,
                                Reached(s),
                                "/segment.ts",
                                NetworkPath.Needs(
                                    Verify.Origin.Profile.Profiles.Shipped.Origin.Get("tap")
                                )
                            )
                            {
                                Block = TimeSpan.FromMilliseconds(100),
                            }.CheckAsync()
                    )
            );
    }

    private async Task On(Step step, Func<NginxServer, Task> act)
    {
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)Convert.ToInt32("755", 8));
        await using var server = await CabledNginx.StartAsync(folder, "server", Laid, step.Ct);
        await act(server);
    }
}
