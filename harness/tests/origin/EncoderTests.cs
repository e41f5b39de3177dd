using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Verify.Origin.Encoder;
using Verify.Origin.Profile;
using Verify.Tests.Ground;

namespace Verify.Tests.Origin;

/// <summary>A real FFmpeg, run with our arguments until it has been live for a while.</summary>
[Waits, Parallelizable]
public sealed class EncoderTests
{
    // Two segments in real time: enough to see one come and one go, and no longer than a test may take.
    private static readonly TimeSpan Live = TimeSpan.FromSeconds(2.5);

    // FFmpeg that makes no progress for so long never will; generous, for a busy machine.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private string folder = "";

    [SetUp]
    public void Create_a_folder() => folder = Directory.CreateTempSubdirectory("origin-").FullName;

    [TearDown]
    public void Delete_the_folder() => Directory.Delete(folder, recursive: true);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task One_process_fills_the_list_and_then_keeps_the_time(CancellationToken ct)
    {
        var profile = Short("default");
        var seen = await EncodeAsync(profile, ct);

        // It cannot be live for longer by the stream's clock than by the wall's, give or take a frame or two.
        Assert.That(seen.LiveFor, Is.GreaterThan(Live * 0.9));
        AssertIsWhole(profile, folder, profile.Streams[0]);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_ladder_is_filled_and_kept_in_time_too(CancellationToken ct)
    {
        var profile = Short("default", "multibitrate=true");
        var seen = await EncodeAsync(profile, ct);

        Assert.That(seen.LiveFor, Is.GreaterThan(Live * 0.9));
        foreach (var variant in profile.Variants)
        {
            AssertIsWhole(profile, Path.Combine(folder, variant.Name), variant);
        }
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(folder, profile.Hls.MasterPlaylist), ct),
            Does.Contain("720p/stream.m3u8").And.Contain("360p/stream.m3u8")
        );
    }

    private static OriginProfile Short(string name, params string[] settings) =>
        Profiles.Shipped.Origin.Get(
            name,
            [.. settings, "hls.segmentDuration=1", "hls.listSize=3", "hls.deleteThreshold=1"]
        );

    private static void AssertIsWhole(OriginProfile profile, string home, StreamVariant stream)
    {
        var lines = File.ReadAllLines(Path.Combine(home, profile.Hls.PlaylistName));
        var listed = lines.Where(line => line.EndsWith(".ts", StringComparison.Ordinal)).ToArray();
        Assert.That(listed, Has.Length.EqualTo(profile.Hls.ListSize), "the list is full");
        Assert.That(lines, Has.None.Contains("DISCONTINUITY").And.None.Contains("ENDLIST"));
        Assert.That(lines, Has.Exactly(profile.Hls.ListSize).Contains("EXTINF:1.0"));

        var files = Directory.GetFiles(home).Select(file => Path.GetFileName(file)!).ToArray();
        Assert.That(listed, Is.SubsetOf(files), "no listed segment is missing");
        Assert.That(files, Does.Not.Contain("seg00000.ts"), "old segments are deleted");
        Assert.That(
            files.Where(file => file.EndsWith(".tmp", StringComparison.Ordinal)),
            Has.None.Matches<string>(file => listed.Contains(file![..^".tmp".Length])),
            "what is listed is no longer temporary"
        );

        var declared = stream.Bitrate.Kbps + stream.AudioBitrate.Kbps;
        var bytes = listed.Sum(name => new FileInfo(Path.Combine(home, name)).Length);
        var kbps = bytes * 8 / 1000.0 / (profile.Hls.ListSize * profile.Hls.SegmentDuration);
        Assert.That(kbps, Is.EqualTo(declared).Within(15).Percent, stream.Name);
    }

    private sealed record Seen(TimeSpan LiveFor);

    // Stopped rather than ended: the files are looked at as a server would find them, mid-stream.
    private async Task<Seen> EncodeAsync(OriginProfile profile, CancellationToken ct)
    {
        using var ffmpeg = Start(EncoderArguments.For(profile, folder, "pipe:1"));
        try
        {
            var errors = ffmpeg.StandardError.ReadToEndAsync(ct);
            var liveFrom = EncoderArguments.LiveFrom(profile);
            Stopwatch? live = null;
            while (await ffmpeg.StandardOutput.ReadLineAsync(ct) is { } line)
            {
                if (!Encoded(line, out var encoded))
                {
                    continue;
                }
                if (encoded >= liveFrom)
                {
                    live ??= Stopwatch.StartNew();
                }
                if (encoded >= liveFrom + profile.SegmentDuration + Live)
                {
                    return new Seen(live!.Elapsed);
                }
            }
            Assert.Fail("FFmpeg ended by itself:\n" + await errors);
            throw new UnreachableException();
        }
        finally
        {
            ffmpeg.Kill();
            await ffmpeg.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static bool Encoded(string line, out TimeSpan time)
    {
        time = default;
        if (
            !line.StartsWith("out_time_us=", StringComparison.Ordinal)
            || !long.TryParse(
                line.Split('=')[1],
                CultureInfo.InvariantCulture,
                out var microseconds
            )
        )
        {
            return false;
        }
        time = TimeSpan.FromMicroseconds(microseconds);
        return true;
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Ignore("FFmpeg is not installed: apt-get install ffmpeg");
            throw;
        }
    }
}
