using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.NginxCaching.Logging;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios;

/// <summary>Step 5.13 on its own: a real nginx over a segment and a playlist, with a profile that logs.</summary>
public abstract class LoggingScenario : SelfScenario
{
    public const string Strange = "shadow";

    private OriginSetup? setup;

    /// <summary>What the profile says of its logs, beside a buffer and an interval that take no time to see.</summary>
    protected abstract string[] Logging { get; }

    protected virtual string Flush => "500ms";

    /// <summary>What is wrong with the configuration that is served.</summary>
    protected virtual string Planted(string configuration) => configuration;

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        // Workers of an nginx that root starts are another user, who must get at the files.
        File.SetUnixFileMode(request.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        var files = Directory.CreateDirectory(Path.Combine(request.Folder, "hls")).FullName;
        var profile = Profiles.Shipped.Origin.Get(
            "debug",
            ["logging.buffer=16k", $"logging.flushInterval={Flush}", .. Logging]
        );
        setup = OriginSetup.Included(
            profile with
            {
                Server = profile.Server with { HlsDir = files, Port = 17380 },
            },
            request with
            {
                NoLab = true,
            }
        );
        File.WriteAllBytes(Path.Combine(files, "seg00001.ts"), new byte[100_000]);
        File.WriteAllText(
            Path.Combine(files, profile.Hls.PlaylistName),
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:1\n#EXTINF:2.0,\nseg00001.ts\n"
        );
        File.Copy(
            Path.Combine(files, profile.Hls.PlaylistName),
            Path.Combine(files, profile.Hls.MasterPlaylist)
        );
        // Another's, beside the logs.
        File.WriteAllText(
            Path.Combine(
                Directory.CreateDirectory(setup.Profile.Logging.Directory).FullName,
                Strange
            ),
            "secret\n"
        );
        var file = setup.Of(NginxVariant.Standalone);
        file.WriteBaseline();
        File.WriteAllText(file.Path, Planted(file.Before.Text));
    }

    [Phase("1", "Logs")]
    public void Logs(Phase phase)
    {
        if (setup is not null)
            phase.Step("1.1", "logs", new AccessLogging(setup).CheckAsync);
    }
}
