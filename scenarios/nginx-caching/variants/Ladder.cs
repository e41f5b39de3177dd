using System.Text;
using NUnit.Framework;
using Verify.Engine.Labs;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Variants;

/// <summary>Step 5.15: the multivariant playlist and all that it names are served, and are what it says of them.</summary>
internal sealed class Ladder(OriginSetup setup, LiveOrigin live)
{
    public const string Command =
        "curl -s http://127.0.0.1:17080/master.m3u8; for each: curl -s http://127.0.0.1:17080/720p/stream.m3u8; ffprobe 720p/seg00001.ts";

    private const double Megabyte = 1024 * 1024;

    private OriginProfile Profile => setup.Profile;

    public async Task CheckAsync(Step step)
    {
        var server = live.Candidates[0];
        var client = new LadderClient(setup, server);
        var bytes = await client.BytesAsync(Profile.Hls.MasterPlaylist, step.Ct);
        var text = Encoding.UTF8.GetString(bytes.Span);
        step.Keep("master.m3u8.txt", text);
        if (Playlist.Parse(bytes.Span) is not MultivariantPlaylist master)
        {
            step.Expect(
                "the master playlist lists variants",
                text,
                Does.Contain("EXT-X-STREAM-INF")
            );
            return;
        }
        step.Expect(
            $"{server.Name}: the variants that the master playlist lists",
            master.Variants.Select(variant => $"{variant.Uri} {Size(variant)}"),
            Is.EquivalentTo(
                Profile
                    .MediaPlaylists()
                    .Zip(Profile.Variants, (uri, one) => $"{uri} {one.Width}x{one.Height}")
            ),
            "the profile's variants"
        );
        var served = new List<ServedVariant>();
        foreach (var variant in master.Variants)
        {
            step.Progress(variant.Uri, (double)served.Count / master.Variants.Count);
            served.Add(await client.FetchAsync(variant, step.Ct));
        }
        foreach (var one in served)
            await new VariantClaims(step, setup.Profile).JudgeAsync(one);
        await new LadderInStep(step, live, setup.Profile, client).JudgeAsync(served);
        Room(step);
        step.Saw(
            string.Join(
                '\n',
                served.Select(one =>
                    $"{one.Variant.Uri}: {Size(one.Variant)}, {one.Segments.Count} segments, {one.Peak / 1000:0} kbit/s at most of {one.Variant.Bandwidth / 1000}"
                )
            )
        );
    }

    // What was deleted and is still open counts: it is gone from no tmpfs before that.
    private void Room(Step step)
    {
        if (Profile.Tmpfs.Type != "tmpfs" || !Lab.IsInside)
            return;
        var drive = new DriveInfo(setup.Stream.Folder);
        var used = (drive.TotalSize - drive.TotalFreeSpace) / Megabyte;
        step.Measure(
            new(
                "used of the tmpfs",
                used,
                "MB",
                Source: "by the kernel, with what is deleted and still open"
            )
        );
        if (used > Profile.Derived.RecommendedTmpfsMB)
            step.Find(
                $"the stream takes {used:0} MB of the tmpfs, more than the {Profile.Derived.RecommendedTmpfsMB} that the profile gives it",
                "with the size from the profile it would be full by now, and the encoder would write empty segments",
                "size it from the sum of the ladder",
                kind: FindingKind.Before,
                effect: Effect.Stall
            );
    }

    public static string Size(Variant variant) =>
        $"{variant.Resolution?.Width}x{variant.Resolution?.Height}";
}
