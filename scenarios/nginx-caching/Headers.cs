using NUnit.Framework;
using Verify.Engine;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>Step 5.7: what answers say to players and caches, for each kind of file.</summary>
internal sealed class Headers(Bench bench)
{
    public const string Command =
        "curl -si http://127.0.0.1:17080/stream.m3u8  # GET, HEAD, If-None-Match, If-Modified-Since, Range, OPTIONS";

    private const string Mpegurl = "application/vnd.apple.mpegurl";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // These differ from one answer to the next, whatever the configuration.
    private static readonly string[] Changing =
    [
        "Date",
        "ETag",
        "Last-Modified",
        "Content-Length",
        "Server",
        "Content-Range",
    ];

    private readonly List<string> repeated = [];
    private readonly List<(string Kind, string Server)> refused = [];

    private OriginProfile Profile => bench.Profile;

    public async Task CheckAsync(Step step)
    {
        var playlist = Profile.MediaPlaylists()[0];
        foreach (
            var expected in new ExpectedHeaders[]
            {
                new(
                    "master",
                    $"/{Profile.Hls.MasterPlaylist}",
                    Profile.Cache.Master.Header,
                    Mpegurl,
                    "Content-Length"
                ),
                new(
                    "manifest",
                    $"/{playlist}",
                    Profile.Cache.Manifest.Header,
                    Mpegurl,
                    "Content-Length"
                ),
                new(
                    "segment",
                    await NewestSegmentAsync(playlist, step.Ct),
                    Profile.Cache.Segment.Header,
                    "video/mp2t",
                    "Content-Length, Content-Range"
                ),
            }
        )
            await OneAsync(step, expected);
        MeasureOldest(step, playlist);
        Find(step);
    }

    private async Task OneAsync(Step step, ExpectedHeaders expected)
    {
        var before = await Probe(bench.Live.Baseline.Endpoint)
            .SurveyAsync(expected.Target, step.Ct);
        foreach (var server in new[] { bench.Live.Candidate, bench.Live.Module })
        {
            var who = $"{expected.Kind}, {server.Endpoint.Name}";
            var seen = await Probe(server.Endpoint).SurveyAsync(expected.Target, step.Ct);
            step.Keep($"headers-{expected.Kind}-{server.Endpoint.Name}.txt", Text(seen));
            if (seen.Get.Answer is not { } got)
            {
                step.Expect($"{who}: answers", seen.Get.Failure, Is.Null);
                continue;
            }
            step.Expect($"{who}: status", got.Status, Is.EqualTo(200));
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
            step.Expect(
                $"{who}: HEAD says the same",
                Stable(seen.Head.Answer),
                Is.EqualTo(Stable(got))
            );
            step.Expect($"{who}: a range is answered with that part", seen.RangeMatches, Is.True);
            step.Expect(
                $"{who}: a range behind the end",
                seen.BeyondEnd.Answer?.Status,
                Is.EqualTo(416)
            );
            Conditional(step, who, seen);
            step.Expect(
                $"{who}: headers are the baseline's",
                Stable(got),
                Is.EqualTo(Stable(before.Get.Answer)),
                "the change is about caching files, not about answers"
            );
            Note(expected.Kind, server.Endpoint.Name, seen, got);
        }
    }

    // A live playlist may change between two requests; a new tag is then the right answer.
    private static void Conditional(Step step, string who, HeaderSurvey seen)
    {
        foreach (
            var (what, answer) in new[]
            {
                ("If-None-Match", seen.SameTag),
                ("If-Modified-Since", seen.SameDate),
            }
        )
            step.Expect(
                $"{who}: {what} of what was just given",
                answer?.Answer is { Status: 200 } changed
                && changed.First("ETag") != seen.Get.Answer?.First("ETag")
                    ? 304
                    : answer?.Answer?.Status,
                Is.EqualTo(304)
            );
    }

    private void Note(string kind, string server, HeaderSurvey seen, HttpAnswer got)
    {
        foreach (
            var twice in got
                .Headers.CountBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                .Where(count => count.Value > 1)
        )
            repeated.Add($"{twice.Key} ({kind}, {server})");
        if (seen.Options.Answer?.Status == 405)
            refused.Add((kind, server));
    }

    private void Find(Step step)
    {
        if (repeated.Count > 0)
            step.Find(
                $"sent more than once: {string.Join("; ", repeated)}",
                "a cache may take either",
                "set it in one place"
            );
        if (refused.Count > 0)
            step.Find(
                $"OPTIONS on media is answered with 405: {Distinct(refused.Select(one => one.Kind))} ({Distinct(refused.Select(one => one.Server))}; headers-*.txt)",
                "the media locations win over the CORS location: a player in a page of another site whose browser asks first (before a Range or a header of its own) is refused, and does not play",
                "answer OPTIONS with 204 and the CORS headers in the media locations too"
            );
    }

    private static string Distinct(IEnumerable<string> words) =>
        string.Join(", ", words.Distinct());

    private static IEnumerable<string> Stable(HttpAnswer? answer) =>
        (answer?.Headers ?? [])
            .Where(header => !Changing.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}")
            .Order(StringComparer.Ordinal);

    // How long a segment can be had from the origin, beside how long it may be kept elsewhere.
    private void MeasureOldest(Step step, string playlist)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Profile.Server.HlsDir, playlist))!;
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

    private async Task<string> NewestSegmentAsync(string playlist, CancellationToken ct)
    {
        var path = Path.Combine(Profile.Server.HlsDir, playlist);
        var media = (MediaPlaylist)Playlist.Parse(await File.ReadAllBytesAsync(path, ct));
        return $"/{Path.GetRelativePath(Profile.Server.HlsDir, Path.Combine(Path.GetDirectoryName(path)!, media.Segments[^1].Uri))}";
    }

    private static string Text(HeaderSurvey seen) =>
        string.Join(
            "\n\n",
            new[]
            {
                seen.Get,
                seen.Head,
                seen.SameTag,
                seen.SameDate,
                seen.FirstBytes,
                seen.BeyondEnd,
                seen.Options,
            }
                .OfType<ProbedAnswer>()
                .Select(one =>
                    $"> {one.Ask.Method} {one.Ask.Target} {string.Join(", ", one.Ask.Headers.Select(h => $"{h.Key}: {h.Value}"))}\n"
                    + (
                        one.Answer is { } answer
                            ? $"< {answer.Status} {answer.Reason}\n{string.Join('\n', answer.Headers.Select(h => $"< {h.Key}: {h.Value}"))}"
                            : $"! {one.Failure}"
                    )
                )
        );

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
