using NUnit.Framework;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>Step 5.2: the origin is up, and the encoder makes what the profile declares, as fast as it is watched.</summary>
internal sealed class OriginReady(OriginProfile profile, LiveOrigin live)
{
    private const double BitsPerKilobit = 1000;

    public async Task CheckAsync(Step step)
    {
        var filled = live.PacedFrom.TotalSeconds;
        step.Measure(
            new(
                "origin ready",
                live.Ready.TotalSeconds,
                "s",
                Source: "from the encoder's start until every server answers"
            )
        );
        var speed = profile.Derived.PlaylistWindowSec / live.Encoder.Filling.TotalSeconds;
        step.Measure(
            new(
                "encoder speed",
                speed,
                "x",
                Source: $"{profile.Derived.PlaylistWindowSec} s of stream while it was not held back (until {filled:0} s)"
            )
        );
        if (speed >= 1)
            step.Expect(
                OriginInRun.KeepsUp,
                Math.Round(speed, 2),
                Is.GreaterThanOrEqualTo(1.0),
                "an encoder slower than real time cannot produce a live stream"
            );
        else
            step.CannotTell(
                OriginInRun.KeepsUp,
                "at least 1 x real time",
                $"this host encodes {profile.Name} at {speed:0.00} x real time"
            );
        foreach (var (playlist, declared) in profile.MediaPlaylists().Zip(profile.Streams))
            await BitrateAsync(step, playlist, declared);
        foreach (var server in live.Servers.Where(one => one.Nginx.StandIns.Count > 0))
            step.Find(
                $"{server.Name}: replaced by a stand-in, because this machine does not have it: {string.Join(", ", server.Nginx.StandIns)}",
                "whatever depends on it may behave differently on your machine; playlists over plain HTTP do not depend on it",
                "run it on the machine that has these files",
                kind: FindingKind.NotSeen,
                effect: Effect.Cosmetic
            );
        step.Saw(
            $"ready after {live.Ready.TotalSeconds:0.0} s, encoder at {speed:0.0} x real time"
        );
    }

    private async Task BitrateAsync(Step step, string playlist, StreamVariant stream)
    {
        var path = Path.Combine(profile.Server.HlsDir, playlist);
        var media = (MediaPlaylist)Playlist.Parse(await File.ReadAllBytesAsync(path, step.Ct));
        // The newest segments are surely still there; a few are enough where the rate is constant.
        var segments = media.Segments.TakeLast(3).ToArray();
        var bytes = segments.Sum(segment =>
            new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, segment.Uri)).Length
        );
        var real =
            bytes * 8 / segments.Sum(segment => segment.Duration.TotalSeconds) / BitsPerKilobit;
        var declared = stream.Bitrate.Kbps + stream.AudioBitrate.Kbps;
        step.Measure(
            new(
                $"bit rate of {playlist}",
                real,
                "kbit/s",
                segments.Length,
                Source: "bytes of the newest segments by their EXTINF"
            )
        );
        step.Expect(
            $"{playlist} has the bit rate that its profile declares",
            Math.Round(real),
            Is.EqualTo((double)declared).Within(Expectations.BitratePercent).Percent,
            "a load with smaller segments proves nothing about this bit rate"
        );
    }
}
