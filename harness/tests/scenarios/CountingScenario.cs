using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.NginxCaching.Ablation;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;
using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios;

/// <summary>The step of nginx-caching that counts system calls, on its own, over a real origin in the test's folder.</summary>
public abstract class CountingScenario : SelfScenario
{
    private OriginSetup? setup;

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        // Workers of an nginx that root starts are another user, who must get at the files.
        File.SetUnixFileMode(request.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        var profile = Profiles.Shipped.Origin.Get(Profiles.Default);
        var files = Directory.CreateDirectory(Path.Combine(request.Folder, "hls")).FullName;
        setup = OriginSetup.Included(
            profile with
            {
                Server = profile.Server with { HlsDir = files, Port = 17280 },
            },
            request with
            {
                NoLab = true,
            }
        );
        foreach (var variant in Enum.GetValues<NginxVariant>())
        {
            var file = setup.Of(variant);
            file.WriteBaseline();
            File.WriteAllText(
                file.Path,
                CachingChange.Apply(file.Before.Text, CachingChange.For(variant, profile))
            );
        }
    }

    [Phase("1", "Count")]
    public void Count(Phase phase)
    {
        if (setup is null)
            return;
        var origin = new OriginInRun();
        phase.Change("1.1", setup.Start(origin));
        phase.Step(
            "1.2",
            "count",
            origin.While((live, step) => new WithoutEffect(setup, live).CheckAsync(step))
        );
    }
}
