using Verify.Instruments.Invalidation;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Invalidations;

/// <summary>The changes of one kind as one server showed them, and what its configuration predicts.</summary>
internal sealed record InvalidationSeen(
    FileChange Kind,
    OriginServer Server,
    IReadOnlyList<Invalidation> Draws,
    CachePrediction Predicted
)
{
    public string Name => $"{Kind.Name}, {Server.Name}";

    public Quantiles LastOld => Quantiles.Of(Draws.Select(draw => draw.LastOld));

    public TimeSpan Least => Draws.Min(draw => draw.LastOld);

    public TimeSpan Overstay => Draws.Max(draw => draw.Overstay(Predicted.Window));

    /// <summary>Each time is known to this at the worst: the gap between the last old answer and the first new one.</summary>
    public TimeSpan Resolution => Draws.Select(draw => draw.Resolution ?? TimeSpan.Zero).Max();

    public int Disagreeing => Draws.Sum(draw => draw.Disagreeing(Predicted.Window).Count);

    /// <summary>Answers that show neither state, by what came instead.</summary>
    public IEnumerable<string> Neither =>
        Draws
            .SelectMany(draw => draw.Samples)
            .Select(sample => sample.Fault)
            .OfType<string>()
            .CountBy(fault => fault)
            .Select(fault => $"{fault.Key} ({fault.Value} times)");

    public int Answers => Draws.Sum(draw => draw.Samples.Count);

    public string? Unknown =>
        Predicted.Unknown
        ?? Draws.Select(draw => draw.Inconclusive).FirstOrDefault(why => why is not null)
        ?? (
            Draws.Max(draw => draw.ChangeError) > Bounds.Floor
                ? "this machine paused: the moment of a change is not known well enough"
                : null
        );
}
