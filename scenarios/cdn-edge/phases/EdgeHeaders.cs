using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.9: what viewers and caches behind an edge are told with each kind of answer, errors too.</summary>
internal static class EdgeHeaders
{
    public const string Command =
        "curl -si -H 'Origin: https://player.example' http://127.0.0.1:8081/hls/$ID/master.m3u8";

    /// <summary>What is said of errors.</summary>
    public const string ErrorControl = "no-store";

    private const string Cors = "Access-Control-Allow-Origin";
    private const string Control = "Cache-Control";
    private const int BadGateway = 502;

    // Both say so of a name that is not there: a storage that lists its names to nobody, and any other.
    private static readonly int[] Missing = [403, 404];

    // RFC 8216, section 4, and RFC 3551 for the segments.
    private static readonly string[] PlaylistTypes =
    [
        "application/vnd.apple.mpegurl",
        "audio/mpegurl",
    ];

    private const string SegmentType = "video/mp2t";

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        await AnswersAsync(platform, step);
        // Not beside the rest, which takes the storage away.
        await AgesAsync(platform, step);
    }

    /// <summary>What each kind of answer says.</summary>
    public static async Task AnswersAsync(PlatformInRun platform, Step step)
    {
        foreach (var design in platform.Cached)
        {
            var answers = await AskAsync(platform, design, step);
            if (design == PlatformInRun.AsDesigned)
                AsDesigned(step, design, answers);
            else
                Cured(step, design, answers);
        }
    }

    /// <summary>How old what is cached is, and what it says of it.</summary>
    public static async Task AgesAsync(PlatformInRun platform, Step step)
    {
        // All at once: most of it is waiting.
        var lives = await Task.WhenAll(
            platform.Cached.Select(design => AnswerAge.SeeAsync(platform, design, step.Ct))
        );
        foreach (var age in lives)
            age.Judge(step);
    }

    private static void AsDesigned(
        Step step,
        string design,
        IReadOnlyList<(string Kind, HttpAnswer Answer)> answers
    )
    {
        var lost = answers
            .SelectMany(one => Lacks(one.Answer).Select(header => (one.Kind, Header: header)))
            .ToArray();
        step.Expect(
            $"{design}: headers that are missing",
            lost.Select(one => $"{one.Kind}: {one.Header}"),
            Is.EquivalentTo(
                (string[])
                    [
                        .. answers.Select(one => $"{one.Kind}: {Cors}"),
                        .. answers
                            .Where(one => one.Answer.Status >= 400)
                            .SelectMany(one =>
                                (string[])
                                    [
                                        $"{one.Kind}: {EdgeAnswers.StateHeader}",
                                        $"{one.Kind}: {Control}",
                                    ]
                            ),
                    ]
            ),
            "no add_header of it has 'always', and CORS is nowhere in it: the check tells the two designs apart"
        );
        foreach (var header in lost.GroupBy(one => one.Header, one => one.Kind))
            step.Find(
                $"{design}: no {header.Key} with: {string.Join(", ", header)}",
                MeaningOf(header.Key),
                "add_header ... always, in every location",
                FindingKind.Before,
                header.Key == Cors ? Effect.Error : Effect.Cosmetic
            );
    }

    private static string MeaningOf(string header) =>
        header switch
        {
            Cors => "a player on another site may not read it: hls.js does not play",
            Control => "whether a cache behind the edge keeps the error is left to it",
            _ => "nobody can tell from the answer whether the cache or the storage failed",
        };

    private static IEnumerable<string> Lacks(HttpAnswer answer) =>
        ((string[])[EdgeAnswers.StateHeader, Cors, Control]).Where(name =>
            answer.First(name) is null
        );

    private static void Cured(
        Step step,
        string design,
        IReadOnlyList<(string Kind, HttpAnswer Answer)> answers
    )
    {
        foreach (var (kind, answer) in answers)
        {
            var who = $"{design}, {kind}";
            step.Expect(
                $"{who}: {EdgeAnswers.StateHeader}",
                answer.First(EdgeAnswers.StateHeader),
                Is.AnyOf([.. EdgeTheory.States]),
                "who looks for a fault has to know whether the cache had a part in it"
            );
            step.Expect(
                $"{who}: seconds of age that a cache behind the edge reckons",
                ToldAge.Of(answer)?.TotalSeconds,
                Is.Not.Null,
                "by Age, or by Date, beside the Cache-Control below; how true it is comes last"
            );
            step.Expect(
                $"{who}: {Cors}",
                answer.All(Cors),
                Is.EqualTo(new[] { "*" }),
                "a player on another site has to read errors too, to know that they are some; twice is refused by browsers"
            );
            step.Expect(
                $"{who}: {Control}",
                answer.All(Control),
                answer.Status >= 400
                    ? Is.EqualTo(new[] { ErrorControl })
                    : Has.Exactly(1).StartsWith("public, max-age="),
                "said once: of two values a cache may take either"
            );
        }
    }

    private static async Task<IReadOnlyList<(string Kind, HttpAnswer Answer)>> AskAsync(
        PlatformInRun platform,
        string design,
        Step step
    )
    {
        var edge = platform.Edge(design);
        var files = await VideoFiles.OfAsync(platform, design, step.Ct);
        var asked = new EdgeAnswers(edge.Endpoint);
        Task<HttpAnswer> GetAsync(string path) =>
            asked.GetAsync(path, step.Ct, ("Origin", "https://player.example"));
        var playlist = await GetAsync(files.Playlists[0]);
        var segment = await GetAsync(files.Segments[0]);
        var missing = await GetAsync($"/hls/{Guid.NewGuid()}/master.m3u8");
        edge.Storage.Fault = Fault.Refuse;
        HttpAnswer away;
        try
        {
            away = await GetAsync($"/hls/{Guid.NewGuid()}/master.m3u8");
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
        step.Expect($"{design}, playlist: status", playlist.Status, Is.EqualTo(200));
        step.Expect(
            $"{design}, playlist: Content-Type",
            playlist.First("Content-Type"),
            Is.AnyOf([.. PlaylistTypes]),
            "RFC 8216, section 4"
        );
        step.Expect($"{design}, segment: status", segment.Status, Is.EqualTo(200));
        step.Expect(
            $"{design}, segment: Content-Type",
            segment.First("Content-Type"),
            Is.EqualTo(SegmentType),
            "the media type of an MPEG-2 transport stream"
        );
        step.Expect(
            $"{design}, missing: status",
            missing.Status,
            Is.AnyOf([.. Missing.Cast<object>()])
        );
        step.Expect($"{design}, storage away: status", away.Status, Is.EqualTo(BadGateway));
        return
        [
            ("playlist", playlist),
            ("segment", segment),
            ("missing", missing),
            ("storage away", away),
        ];
    }
}
