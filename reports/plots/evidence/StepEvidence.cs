using Verify.Engine.Record;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Evidence;

/// <summary>What a step kept, by name.</summary>
internal sealed class StepEvidence(StepNode step, string runFolder)
{
    public bool Has(string name) => Find(name) is not null;

    public EvidenceTable Table(string name, params string[] needed) =>
        EvidenceTable.Read(
            Find(name) is { } kept ? EvidenceFile.Find(runFolder, kept.File) : null,
            name,
            needed
        );

    private EvidenceKept? Find(string name) =>
        step.Evidence.LastOrDefault(kept => kept.Name == name);
}
