using Verify.Instruments.Staleness;

namespace Verify.Scenarios.Freshness;

/// <summary>Shows how far watching a playlist has got.</summary>
internal sealed class FreshnessProgress(Step step) : IProgress<StalenessProgress>
{
    public void Report(StalenessProgress value) =>
        step.Progress($"{value.Samples} samples", value.Elapsed / value.Of);
}
