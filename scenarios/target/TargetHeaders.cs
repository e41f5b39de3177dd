using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.Headers;

namespace Verify.Scenarios.Target;

/// <summary>Step 5.7 of a target: what its answers say to players and caches.</summary>
internal sealed class TargetHeaders(TargetOrigin target)
{
    public const string Command =
        "curl -si URL  # GET, HEAD, If-None-Match, If-Modified-Since, Range, OPTIONS";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // RFC 8216 section 4, and the name that players have known longest.
    private static readonly string[] PlaylistTypes =
    [
        "application/vnd.apple.mpegurl",
        "audio/mpegurl",
        "application/x-mpegurl",
    ];
    private static readonly string[] SegmentTypes =
    [
        "video/mp2t",
        "video/mp4",
        "audio/mp4",
        "video/iso.segment",
        "audio/aac",
    ];

    private readonly HeaderFindings findings = new();

    public async Task CheckAsync(Step step)
    {
        var stream = await target.FindAsync(step.Ct);
        if (stream.Master is { } master)
            await OneAsync(step, "master", master, PlaylistTypes);
        await OneAsync(step, "manifest", stream.Playlist, PlaylistTypes);
        await OneAsync(step, "segment", stream.Segment, SegmentTypes);
        findings.Tell(step);
    }

    private async Task OneAsync(Step step, string kind, string uri, string[] types)
    {
        var seen = await new HeaderProbe(target.Endpoint, Timeout).SurveyAsync(uri, step.Ct);
        step.Keep($"headers-{kind}-target.txt", HeaderClaims.Text(seen));
        if (seen.Get.Answer is not { } got)
        {
            step.Expect($"{kind}: answers", seen.Get.Failure, Is.Null);
            return;
        }
        step.Expect($"{kind}: status", got.Status, Is.EqualTo(200));
        step.Expect(
            $"{kind}: Cache-Control",
            got.All("Cache-Control"),
            Is.Not.Empty,
            "without it every cache on the way decides for itself (RFC 9111 section 4.2.2)"
        );
        step.Expect(
            $"{kind}: Content-Type",
            got.First("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant(),
            Is.AnyOf([.. types])
        );
        step.Expect(
            $"{kind}: Access-Control-Allow-Origin",
            got.All("Access-Control-Allow-Origin"),
            Is.Not.Empty,
            "a player in a page of another site is refused without it"
        );
        HeaderClaims.OfAnyServer(step, kind, seen, got);
        findings.Note(kind, "target", seen, got);
    }
}
