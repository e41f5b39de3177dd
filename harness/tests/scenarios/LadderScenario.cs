using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Ablation;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.NginxCaching.Variants;
using Verify.Scenarios.Serving;
using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios;

/// <summary>Step 5.15 over a ladder that any machine can encode: as it is, and then with its master and a segment spoilt.</summary>
public abstract class LadderScenario : SelfScenario
{
    private OriginSetup? setup;

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        // Workers of an nginx that root starts are another user, who must get at the files.
        File.SetUnixFileMode(request.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        var files = Directory.CreateDirectory(Path.Combine(request.Folder, "hls")).FullName;
        var profile = Profiles.Shipped.Origin.Get(
            "default",
            ["multibitrate=true", "encoder.framerate=10", "hls.listSize=4", "hls.segmentDuration=1"]
        );
        setup = OriginSetup.Included(
            profile with
            {
                Server = profile.Server with { HlsDir = files, Port = 17480 },
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
            // What is spoilt is to be seen at once.
            File.WriteAllText(file.Path, file.Before.Text.With("open_file_cache", "off"));
        }
    }

    [Phase("1", "Ladder")]
    public void Look(Phase phase)
    {
        if (setup is null)
            return;
        var origin = new OriginInRun();
        phase.Change("1.1", setup.Start(origin));
        phase.Step(
            "1.2",
            "as it is",
            origin.While((live, step) => new Ladder(setup, live).CheckAsync(step))
        );
        phase.Step("1.3", "spoilt", origin.While(SpoiltAsync));
    }

    private Task SpoiltAsync(LiveOrigin live, Step step)
    {
        var master = setup!.Stream.File(setup.Profile.Hls.MasterPlaylist);
        var text = File.ReadAllText(master)
            .Replace("RESOLUTION=640x360", "RESOLUTION=640x480", StringComparison.Ordinal);
        File.WriteAllText(
            master,
            System.Text.RegularExpressions.Regex.Replace(
                System.Text.RegularExpressions.Regex.Replace(
                    text,
                    "BANDWIDTH=\\d+",
                    "BANDWIDTH=400000"
                ),
                "avc1\\.[0-9a-f]+",
                "avc1.640033"
            )
        );
        // Taken from the middle of the list, on disk alone.
        var folder = setup.Stream.File("720p");
        var newest = Directory.GetFiles(folder, "*.ts").Order().ToArray();
        File.Delete(newest[^2]);
        return new Ladder(setup, live).CheckAsync(step);
    }
}
