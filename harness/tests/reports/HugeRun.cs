namespace Verify.Tests.Reports;

/// <summary>A run with a missed claim whose texts are a megabyte each.</summary>
internal static class HugeRun
{
    public const int Letters = 1_000_000;

    public static IReadOnlyList<RunEvent> Events { get; } =
        new SampleRun()
            .Start([])
            .StartPhase("1", "one")
            .StartStep("1.1", "look")
            .Claim(Text("claim"), Text("expected"), Text("actual"), Verdict.Fail, Text("why"))
            .EndStep(Verdict.Fail, Text("result"))
            .EndPhase(Verdict.Fail)
            .End(Verdict.Fail)
            .Events;

    // Words that differ, in lines: a comparison of equal letters is no work.
    private static string Text(string word) =>
        string.Concat(Enumerable.Range(0, Letters / 6).Select(i => $"{word} {i * 7919 % 9973}\n"))[
            ..Letters
        ];
}
