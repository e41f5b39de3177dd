using Verify.Reports.Plots.Evidence;

namespace Verify.Reports.Plots.Staleness;

/// <summary>The staleness of one playlist or one kind of playlist, as each server gave it out.</summary>
/// <param name="Of">"the stream's playlist", "probe playlists".</param>
/// <param name="Start">The first sample's moment: where the window begins.</param>
internal sealed record StalenessSet(
    string Of,
    IReadOnlyList<ServerStaleness> Servers,
    DateTimeOffset Start,
    IReadOnlyList<string> Problems
)
{
    // A scenario has four; of a record with more than fit under one another the first are drawn.
    private const int MostServers = 6;

    /// <param name="role">What the samples are called in what the step declared.</param>
    /// <returns>Null where there are none.</returns>
    public static StalenessSet? Read(DeclaredPlot plot, string role, string of)
    {
        var all = plot.All(role).InOrder(one => one.Of ?? "").ToList();
        if (all.Count == 0)
        {
            return null;
        }
        var bounds = PredictedBounds.Read(plot);
        var problems = new List<string>(bounds.Problems);
        var read =
            new List<(string Server, string? Measured, IReadOnlyList<StalenessSample> Samples)>();
        if (all.Count > MostServers)
        {
            problems.Add($"{all.Count - MostServers} more servers are in the evidence.");
        }
        foreach (var one in all.Take(MostServers))
        {
            var (samples, problem) = Samples(plot, one.Evidence);
            read.Add((one.Of ?? "", one.Measured, samples));
            problems.AddRange(problem is null ? [] : [problem]);
        }
        var start = read.SelectMany(one => one.Samples)
            .Select(sample => sample.Wall)
            .DefaultIfEmpty(DateTimeOffset.UnixEpoch)
            .Min();
        return new(
            of,
            [
                .. read.Select(one => new ServerStaleness(
                    one.Server,
                    one.Samples,
                    bounds.Of("staleness", one.Server),
                    plot.UpperEnd(one.Measured)
                )),
            ],
            start,
            problems
        );
    }

    private static (IReadOnlyList<StalenessSample>, string?) Samples(DeclaredPlot plot, string name)
    {
        var table = plot.Table(name, "wall", "staleness_s");
        return table.Take(
            name,
            row =>
                table.Time(row, "wall") is not { } wall ? null
                : table.Figure(row, "staleness_s") is { } staleness
                    ? new StalenessSample(wall, staleness)
                : table.Text(row, "error").Length > 0 ? new StalenessSample(wall, null)
                : null
        );
    }
}

/// <summary>What was seen of one server.</summary>
/// <param name="Predicted">What its configuration can keep a playlist for at most, in seconds.</param>
/// <param name="Upper95">The bound of the maximum with 95 % confidence, in seconds.</param>
internal sealed record ServerStaleness(
    string Server,
    IReadOnlyList<StalenessSample> Samples,
    PredictedBound? Predicted,
    double? Upper95
)
{
    /// <summary>Of the answers that could be judged, the freshest first.</summary>
    public IReadOnlyList<double> Known { get; } =
    [.. Samples.Select(one => one.Seconds).OfType<double>().Order()];
}

/// <param name="Seconds">Null where what came could not be judged.</param>
internal sealed record StalenessSample(DateTimeOffset Wall, double? Seconds);
