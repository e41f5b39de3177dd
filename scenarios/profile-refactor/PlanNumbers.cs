using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>The plan's line numbers: those of a range against the block that stands in it, and those of config.nix.</summary>
internal sealed partial class PlanNumbers(Refactoring refactoring)
{
    public const string Command =
        "git show main:nix/test-origin/config.nix  # and the ranges in plan.md";

    // As counted by hand: where the plan gives a range and the text that is in it, these four do not fit.
    private static readonly int[] Misfits = [181, 225, 257, 295];

    private const string Config = "nix/test-origin/config.nix";

    public async Task CheckAsync(Step step)
    {
        var plan = PlanFiles.Plan();
        var ranges = Ranges(plan).ToArray();
        foreach (var range in ranges.Where(range => !range.Fits))
            step.Find(
                $"line {range.At} of the plan replaces lines {range.First}-{range.Last}, which are {range.Last - range.First + 1}, and the text it gives for them has {range.Length}",
                "replaced by number, a line too many or too few is lost",
                "replace the text, not the lines",
                kind: FindingKind.Plan,
                effect: Effect.Error
            );
        step.Expect(
            "lines of the plan whose range does not fit the text they give for it",
            ranges.Where(range => !range.Fits).Select(range => range.At),
            Is.EqualTo(Misfits)
        );
        await ConfigAsync(step, plan);
    }

    private async Task ConfigAsync(Step step, PlanText plan)
    {
        var config = (
            await refactoring.Copy.DoAsync(
                ["show", $"{refactoring.After(Refactoring.Start)}:{Config}"],
                step.Ct
            )
        ).Split('\n');
        var block = plan.Between(91, 101).Split('\n');
        step.Expect(
            "the section that line 89 deletes stands at 314-324",
            config.AsSpan(313, 11).SequenceEqual(block),
            Is.True
        );
        var usage = Array.IndexOf(config, plan.Line(108)) + 1;
        step.Expect("the usage that line 106 changes stands at 328", usage, Is.EqualTo(328));
        step.Find(
            $"line 106 of the plan has the usage at \"around line 314 after deletion\": 11 lines less than {usage} is {usage - block.Length}",
            kind: FindingKind.Plan
        );
        step.Expect("config.nix has the 430 lines of line 580", config.Length - 1, Is.EqualTo(430));
    }

    // "Replace lines A-B:" or "Delete lines A-B", and the next block of code.
    private static IEnumerable<Range> Ranges(PlanText plan)
    {
        for (var at = 1; at <= plan.Lines.Count; at++)
        {
            // Where the new text follows at once there is none to count.
            if (Replaces().Match(plan.Line(at)) is not { Success: true } range)
                continue;
            var from = at + 1;
            while (!plan.Line(from).StartsWith("```", StringComparison.Ordinal))
                from++;
            var to = from + 1;
            while (plan.Line(to) != "```")
                to++;
            yield return new(at, Number(range, "first"), Number(range, "last"), to - from - 1);
        }
    }

    private static int Number(Match match, string name) =>
        int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\*\*(Replace|Delete) lines (?<first>\d+)-(?<last>\d+)\*\*( \(.*\))?:$")]
    private static partial Regex Replaces();

    private sealed record Range(int At, int First, int Last, int Length)
    {
        public bool Fits => Last - First + 1 == Length;
    }
}
