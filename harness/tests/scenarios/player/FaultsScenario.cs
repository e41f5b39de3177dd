using Verify.Origin.Profile;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Player.Faulty;
using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios.Player;

/// <summary>The step of nginx-caching that shows three players the same faults, on its own.</summary>
public abstract class FaultsScenario : SelfScenario
{
    private OriginSetup? setup;

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        // Workers of an nginx that root starts are another user, who must get at the files.
        File.SetUnixFileMode(request.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        var profile = Profiles.Shipped.Origin.Get(Profiles.Default);
        setup = OriginSetup.Included(
            profile with
            {
                Server = profile.Server with { Port = 17380 },
            },
            request with
            {
                NoLab = true,
            }
        );
    }

    [Phase("1", "Faults")]
    public void Show(Phase phase)
    {
        if (setup is not null)
            phase.Step("1.1", "who notices", new Faults(setup.Servers, setup.Folder).CheckAsync);
    }
}
