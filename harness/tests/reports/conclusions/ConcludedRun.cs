namespace Verify.Tests.Reports.Conclusions;

/// <summary>A run that passes, and leaves a decision something to think about: of a change of caches that is no one's here.</summary>
internal static class ConcludedRun
{
    public const string New = "strangers empty the smaller cache";
    public const string Unsolved = "segments keep the old window";
    public const string Worse = "an old picture is shown under a new name";
    public const string Before = "OPTIONS is refused";
    public const string Note = "the check that is usual tells nothing";
    public const string Unseen = "no probe can be put beside the live playlist";
    public const string Limit = "a cache in front of the origin";

    public static SampleRun Passing() => Of(Verdict.Pass);

    public static SampleRun Of(Verdict verdict) =>
        new SampleRun()
            .Add(
                new RunStarted(
                    "20261128-010203-cd34",
                    "some-caching",
                    "A cache that is fresh",
                    new Dictionary<string, string>(),
                    [
                        SampleRun.Phase(
                            "1",
                            "Look",
                            SampleRun.Step("1.1", "look"),
                            SampleRun.Step("1.2", "play")
                        ),
                        SampleRun.Phase("2", "Load", SampleRun.Step("2.1", "load")) with
                        {
                            Selected = verdict != Verdict.Pass,
                        },
                    ],
                    []
                )
                {
                    Figures = new(
                        ["baseline", "candidate", "control"],
                        [
                            new("staleness, longest", "staleness"),
                            new("staleness, p50", "staleness", "p50"),
                            new("never measured", "nothing"),
                            new("CPU per request", "cpu"),
                        ]
                    ),
                    Limits = [Limit],
                }
            )
            .StartPhase("1", "Look")
            .StartStep("1.1", "look")
            .Measure(Staleness("baseline", 9.886, 10.68, 3.55))
            .Measure(Staleness("candidate", 5, 5.5, 1))
            // Measured once more, the later one counts.
            .Measure(Staleness("candidate", 0.9786, 1.0465, 0))
            .Measure(
                new(
                    "CPU",
                    30.6,
                    "us",
                    Details: new Dictionary<string, double>
                    {
                        ["baseline"] = 236.05,
                        ["candidate"] = 266.7,
                    }
                )
                {
                    Id = "cpu",
                }
            )
            .Measure(new("without an id", 1, "s"))
            .Find(FindingKind.Note, Effect.Stall, Note)
            .Find(FindingKind.Before, Effect.Error, Before)
            .Find(FindingKind.Unsolved, Effect.Stale, Unsolved, "it is old")
            .Find(FindingKind.Unsolved, Effect.Stale, Unsolved + " (module)", "it is old")
            .Find(FindingKind.Unsolved, Effect.WrongContent, Worse)
            .Find(FindingKind.New, Effect.Slow, New, "every file is opened anew", "errors off")
            .Find(FindingKind.NotSeen, Effect.Stale, Unseen)
            .Claim("it is fresh", "1 s", verdict == Verdict.Fail ? "5 s" : "1 s", verdict)
            .EndStep(verdict)
            .StartStep("1.2", "play")
            .EndStep(Verdict.Skipped, reason: "there is no browser")
            .EndPhase(verdict)
            .EndPhase("2", Verdict.Skipped, "not selected by --phase")
            .End(verdict);

    private static Measurement Staleness(string of, double value, double high, double p50) =>
        new(
            $"{of} staleness",
            value,
            "s",
            100,
            value,
            high,
            0.95,
            new Dictionary<string, double> { ["p50"] = p50 }
        )
        {
            Id = "staleness",
            Subject = of,
        };

    private static SampleRun Find(
        this SampleRun run,
        FindingKind kind,
        Effect effect,
        string text,
        string? meaning = null,
        string? cure = null
    ) => run.Add(new FindingMade("1", "1.1", text, meaning, cure) { Kind = kind, Effect = effect });
}
