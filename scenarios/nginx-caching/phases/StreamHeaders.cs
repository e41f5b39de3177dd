using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Headers;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>Step 5.7: what answers say to players and caches, for each kind of file.</summary>
internal sealed class StreamHeaders(OriginSetup setup, LiveOrigin live)
{
    public const string Command =
        "curl -si http://127.0.0.1:17080/stream.m3u8  # GET, HEAD, If-None-Match, If-Modified-Since, Range, OPTIONS";

    private const string Mpegurl = "application/vnd.apple.mpegurl";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly HeaderFindings findings = new();

    private OriginProfile Profile => setup.Profile;

    public async Task CheckAsync(Step step)
    {
        var playlist = Profile.MediaPlaylists()[0];
        foreach (
            var expected in new ExpectedHeaders[]
            {
                new(
                    "master",
                    setup.Stream.Uri(Profile.Hls.MasterPlaylist),
                    Profile.Cache.Master.Header,
                    Mpegurl,
                    "Content-Length"
                ),
                new(
                    "manifest",
                    setup.Stream.Uri(playlist),
                    Profile.Cache.Manifest.Header,
                    Mpegurl,
                    "Content-Length"
                ),
                new(
                    "segment",
                    setup.Stream.Uri((await setup.Stream.SegmentsAsync(step.Ct))[^1]),
                    Profile.Cache.Segment.Header,
                    "video/mp2t",
                    "Content-Length, Content-Range"
                ),
            }
        )
            await OneAsync(step, expected);
        MeasureOldest(step, playlist);
        findings.Tell(step);
    }

    private async Task OneAsync(Step step, ExpectedHeaders expected)
    {
        var before = await Probe(live.Baseline.Endpoint).SurveyAsync(expected.Target, step.Ct);
        foreach (var server in live.Candidates)
        {
            var who = $"{expected.Kind}, {server.Name}";
            var seen = await Probe(server.Endpoint).SurveyAsync(expected.Target, step.Ct);
            step.Keep($"headers-{expected.Kind}-{server.Name}.txt", HeaderClaims.Text(seen));
            if (seen.Get.Answer is not { } got)
            {
                step.Expect($"{who}: answers", seen.Get.Failure, Is.Null);
                continue;
            }
            step.Expect($"{who}: status", got.Status, Is.EqualTo(200));
            if (setup.Promise.IsIncluded)
                AsTheProfileSays(step, who, got, expected);
            HeaderClaims.OfAFile(step, who, seen, setup.Promise.IsIncluded ? null : before);
            if (setup.Promise.IsIncluded)
                step.Expect(
                    $"{who}: headers equal the baseline's",
                    HeaderClaims.Stable(got),
                    Is.EqualTo(HeaderClaims.Stable(before.Get.Answer)),
                    "the change concerns file caching, not responses"
                );
            else
                NoneLost(step, who, got, before.Get.Answer);
            findings.Note(expected.Kind, server.Name, seen, got, before);
        }
    }

    private static void AsTheProfileSays(
        Step step,
        string who,
        HttpAnswer got,
        ExpectedHeaders expected
    )
    {
        step.Expect(
            $"{who}: Cache-Control",
            got.All("Cache-Control"),
            Is.EqualTo(new[] { expected.CacheControl })
        );
        step.Expect(
            $"{who}: Content-Type",
            got.All("Content-Type"),
            Is.EqualTo(new[] { expected.Type })
        );
        step.Expect(
            $"{who}: Access-Control-Allow-Origin",
            got.All("Access-Control-Allow-Origin"),
            Is.EqualTo(new[] { "*" })
        );
        step.Expect(
            $"{who}: Access-Control-Expose-Headers",
            got.All("Access-Control-Expose-Headers"),
            Is.EqualTo(new[] { expected.Exposed })
        );
    }

    // Which headers a user wants to change is the user's affair; that one is gone is rarely meant.
    private static void NoneLost(Step step, string who, HttpAnswer got, HttpAnswer? before)
    {
        var (now, then) = (
            HeaderClaims.Stable(got).ToArray(),
            HeaderClaims.Stable(before).ToArray()
        );
        step.Expect(
            $"{who}: headers that the baseline sends and the candidate does not",
            then.ExceptBy(now.Select(HeadersInForce.Name), HeadersInForce.Name),
            Is.Empty,
            "add_header in an inner level drops all add_header lines of outer levels"
        );
        foreach (var said in now.Except(then))
            step.Find(
                $"{who}: says {said}, which the baseline does not",
                "players and caches will follow it from now on",
                null,
                kind: FindingKind.New,
                effect: Effect.Cosmetic
            );
    }

    // How long a segment can be had from the origin, beside how long it may be kept elsewhere.
    private void MeasureOldest(Step step, string playlist)
    {
        var folder = Path.GetDirectoryName(setup.Stream.File(playlist))!;
        var written = new DirectoryInfo(folder).GetFiles("*.ts").Min(file => file.LastWriteTimeUtc);
        var age = TimeProvider.System.GetUtcNow().UtcDateTime - written;
        step.Measure(
            new(
                "age of the oldest segment that there is",
                age.TotalSeconds,
                "s",
                Source: $"now less its mtime; answers say Cache-Control: {Profile.Cache.Segment.Header}"
            )
        );
    }

    private static HeaderProbe Probe(Endpoint endpoint) => new(endpoint, Timeout);

    /// <param name="Exposed">What a page of another site may read of the answer (CORS).</param>
    private sealed record ExpectedHeaders(
        string Kind,
        string Target,
        string CacheControl,
        string Type,
        string Exposed
    );
}
