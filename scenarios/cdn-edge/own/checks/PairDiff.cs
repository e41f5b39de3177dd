using Verify.Instruments.Nginx.Diff;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Phase 4: what the change changes, as nginx sees it.</summary>
internal sealed class PairDiff(EdgePair pair)
{
    public static string Command(EdgePair pair) =>
        $"./run.ps1 config diff {pair.Baseline.Configuration.File} {pair.Candidate.Configuration.File}";

    public Task SayAsync(Step step)
    {
        var (before, now) = (pair.Baseline.Configuration, pair.Candidate.Configuration);
        var text = UnifiedText.Of(before.Conf, now.Conf).ToString();
        step.Keep("edge.diff", text, "text/x-diff");
        var changes = ConfDiff.Semantic(before.Conf, now.Conf);
        step.Saw($"{changes.Count} differences");
        if (before.WholeSha256 == now.WholeSha256)
            step.Find("both configurations are the same file", "nothing can be worse or better");
        var table = new TextTable("place", "directive", "baseline", "candidate", "");
        foreach (var change in changes.Where(one => one.Kind != ChangeKind.CommentOnly))
            table.Add(
                change.Context,
                change.Directive,
                change.Old ?? "not set",
                change.New ?? "not set",
                $"{change.Kind}".ToLowerInvariant()
            );
        step.Saw(table, indent: 2);
        foreach (var nothing in changes.Where(one => one.Kind == ChangeKind.NoOp))
            step.Find(
                $"{nothing.Context} {nothing.Directive} {nothing.New} changes nothing",
                nothing.Note ?? "the value was in force already",
                "leave it out"
            );
        return Task.CompletedTask;
    }
}
