using System.Collections.Concurrent;
using System.Text;
using Verify.Instruments.Answers;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Answers;
using Verify.Scenarios.Changes;
using Verify.Tests.Engine;

namespace Verify.Tests.Answers;

/// <summary>The claims of step 5.16 about each candidate of a table, served by a real nginx beside one of the baseline's.</summary>
public abstract class AnswersScenario : SelfScenario
{
    // Two cores are busy with as many; most of the time a battery waits.
    private const int AtOnce = 6;
    private const int SegmentBytes = 400_000;

    /// <summary>How long a segment lasts: none of the baseline's answers comes near it.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<string, Task<AnswerSheet>> sheets = new();
    private string files = "";

    internal static string Baseline { get; } =
        OriginConfig
            .Render(
                NginxVariant.Standalone,
                Profiles.Shipped.Origin.Get("default"),
                "/etc/nginx/mime.types"
            )
            .Replace("worker_processes auto;", "worker_processes 2;", StringComparison.Ordinal);

    private static IEnumerable<Candidate> All => WorseCandidates.All.Concat(HarmlessCandidates.All);

    internal static string StepOf(Candidate candidate) =>
        $"1.{All.Select(one => one.Name).ToList().IndexOf(candidate.Name) + 2}";

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        files = Directory.CreateDirectory(Path.Combine(request.Folder, "hls")).FullName;
        foreach (var (name, bytes) in Files())
            File.WriteAllBytes(Path.Combine(files, name), bytes);
    }

    [Phase("1", "Candidates")]
    public void Judge(Phase phase)
    {
        phase.Step("1.1", "ask all of them", AskAllAsync);
        foreach (var candidate in All)
            phase.Step(
                StepOf(candidate),
                candidate.Name,
                step => JudgeAsync(step, candidate.Name, null)
            );
        phase.Step(
            "1.expected",
            "a type that the user lists",
            step =>
                JudgeAsync(
                    step,
                    "playlists as text",
                    Listing(new ExpectedAnswer(null, "Content-Type", null, "text/plain"))
                )
        );
        phase.Step(
            "1.said",
            "a type that a listed change says",
            step =>
                JudgeAsync(
                    step,
                    "playlists as text",
                    new(
                        [
                            new(
                                "http/server/location",
                                "types",
                                "{ ... }",
                                "{ text/plain m3u8; }",
                                ""
                            ),
                        ],
                        null
                    )
                )
        );
        phase.Step(
            "1.other",
            "another type than the user lists",
            step =>
                JudgeAsync(
                    step,
                    "playlists as text",
                    Listing(new ExpectedAnswer("playlist", "Content-Type", null, "audio/mpegurl"))
                )
        );
    }

    private static ExpectedList Listing(ExpectedAnswer answer) =>
        new([], null) { Answers = [answer] };

    // What goes wrong with one is said in that one's step.
    private async Task AskAllAsync(Step step)
    {
        await (sheets["baseline"] = AskAsync("baseline", Baseline, step.Ct));
        await Parallel.ForEachAsync(
            All,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = step.Ct },
            async (candidate, ct) =>
            {
                var asking = AskAsync("candidate", candidate.Edit(Baseline), ct);
                sheets[candidate.Name] = asking;
                await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        );
    }

    private async Task<AnswerSheet> AskAsync(
        string name,
        string configuration,
        CancellationToken ct
    )
    {
        using var nginx = await CandidateNginx.StartAsync(name, configuration, files, ct);
        return await Battery.AskAsync(nginx.Endpoint, Paths(), Pace, isShared: false, ct);
    }

    private async Task JudgeAsync(Step step, string candidate, ExpectedList? expected) =>
        new AnswerClaims(step, expected).Judge(await sheets["baseline"], await sheets[candidate]);

    private AskedPath[] Paths() =>
        [
            There("playlist", "still.m3u8"),
            new("live playlist", "/stream.m3u8"),
            There("segment", "seg00001.ts"),
            There("master", "master.m3u8"),
            new("missing playlist", "/missing.m3u8", IsMissing: true),
            new("missing segment", "/seg99999.ts", IsMissing: true),
            new("missing master", "/missing/master.m3u8", IsMissing: true),
        ];

    private AskedPath There(string kind, string name) =>
        new(kind, $"/{name}", File.ReadAllBytes(Path.Combine(files, name)));

    private static IEnumerable<(string Name, byte[] Bytes)> Files()
    {
        var media = Encoding.ASCII.GetBytes(
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:1\n#EXTINF:2.0,\nseg00001.ts\n"
        );
        var segment = new byte[SegmentBytes];
        new Random(1).NextBytes(segment);
        segment[0] = 0x47;
        return
        [
            ("still.m3u8", media),
            ("stream.m3u8", media),
            ("seg00001.ts", segment),
            (
                "master.m3u8",
                Encoding.ASCII.GetBytes(
                    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000000\nstream.m3u8\n"
                )
            ),
        ];
    }
}
