namespace Verify.Tests.Reports;

/// <summary>Everything in a value that has ever broken a report.</summary>
internal static class NastyText
{
    public const string Backticks = "one ` two `` three ``` and ````";

    public static readonly string All = string.Join(
        '\n',
        "a|b \\| \\\\| `|` <b>&amp;</b> ]]> <!-- -->",
        Backticks,
        "```",
        "# heading *x* _y_ [l](http://example) ~~z~~ {{ x }} [red]markup[/]",
        "- [x] ticked",
        "\0\u0001\u001b[31m\u009b2J\a\b\u007f\u202e\ufffe",
        "emoji 😀 👩‍👩‍👧, half a pair \ud83d, 世界",
        "tab\tand\r\nline\u2028end",
        new('w', 700),
        "---",
        ""
    );

    public static SampleRun Run() =>
        new SampleRun()
            .Start(
                [SampleRun.Phase("1", All, SampleRun.Step("1.1", All, All))],
                new ExpectedOutcome("o", All, All)
            )
            .Add(new EnvironmentNoted(All, All))
            .StartPhase("1", All)
            .StartStep("1.1", All, All)
            .Claim(All, All, All, Verdict.Fail, All, "o")
            .Claim(All, All, All)
            .Measure(
                new(
                    All,
                    double.NaN,
                    All,
                    0,
                    double.NegativeInfinity,
                    double.MaxValue,
                    2,
                    new Dictionary<string, double> { [All] = -0.0 },
                    All
                )
            )
            .Find(All, All, All)
            .Keep(All, "evidence/" + All, "text/plain")
            .Keep(All, "../../secret", All)
            .Change("c", All, All)
            .EndStep(Verdict.Fail, All, All)
            .EndPhase(Verdict.Fail, All)
            .Undo("c", All)
            .End(Verdict.Fail, reason: All);
}
