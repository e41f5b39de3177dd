using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>The change from the edge as designed to the cured one, as both run.</summary>
internal sealed class EdgeChange(EdgeInRun asDesigned, EdgeInRun cured)
    : ChangedConfiguration("edge")
{
    public override string Path => cured.Configuration.File;

    public override ConfigurationText Before => ConfigurationText.Of(asDesigned.Configuration);

    public override ConfigurationText Now => ConfigurationText.Of(cured.Configuration);

    public override bool IsThere => true;

    // Both are there side by side.
    protected override IReadOnlyList<(string Id, Change Change)> Changes => [];

    public override IReadOnlyList<ExpectedChange> Expected =>
        ExpectedEdgeChanges.Of(asDesigned.Settings, cured.Settings);
}
