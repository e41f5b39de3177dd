using System.Text;
using Verify.Reports.Plots.CounterExamples;
using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;
using Verify.Reports.Plots.Invalidation;
using Verify.Reports.Plots.Series;
using Verify.Reports.Plots.Staleness;
using Verify.Reports.Plots.Swarm;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots;

/// <summary>The plots of a run.</summary>
public static class RunPlots
{
    public const string FolderName = "plots";

    private static readonly IReadOnlyDictionary<
        string,
        Func<DeclaredPlot, IEnumerable<(string Name, Chart Chart)>>
    > Kinds = new Dictionary<string, Func<DeclaredPlot, IEnumerable<(string Name, Chart Chart)>>>
    {
        [PlotKind.Staleness] = StalenessPlots.Of,
        [PlotKind.Invalidation] = InvalidationPlots.Of,
        [PlotKind.Blocks] = BlockPlots.Of,
        [PlotKind.Swarm] = SwarmPlots.Of,
        [PlotKind.Series] = SeriesPlots.Of,
        [PlotKind.CounterExample] = CounterExamplePlots.Of,
    };

    /// <param name="runFolder">Where evidence/ is; of what is missing there no plot is made.</param>
    public static IReadOnlyList<Plot> Of(RunTree tree, string runFolder)
    {
        var taken = new HashSet<string>();
        var isEarlier = !tree.Steps.Any(step => step.Plots.Count > 0);
        return
        [
            .. from step in tree.Steps
            where step.Evidence.Count > 0
            from declared in isEarlier ? EarlierPlots.Of(step) : step.Plots
            where Kinds.ContainsKey(declared.Kind)
            from plot in Kinds[declared.Kind](new(declared, step, runFolder))
            select new Plot(
                step.Phase,
                step.Id,
                plot.Name,
                $"{FolderName}/{Free($"{step.Id} {plot.Name}", taken)}.svg",
                plot.Chart.Text,
                plot.Chart.Svg()
            ),
        ];
    }

    // A step's id comes from the record: in a file's name it is letters and digits, whatever it was.
    private static string Free(string words, HashSet<string> taken)
    {
        const int Longest = 80;
        var name = new StringBuilder();
        foreach (var one in words.Take(Longest))
        {
            name.Append(char.IsAsciiLetterOrDigit(one) || one == '.' ? one : '-');
        }
        var free = name.ToString().TrimStart('.');
        for (var i = 2; !taken.Add(free); i++)
        {
            free = $"{name.ToString().TrimStart('.')}-{i}";
        }
        return free;
    }
}
