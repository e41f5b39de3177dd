using Verify.Engine.Record;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Evidence;

/// <summary>What a step kept, by name.</summary>
internal sealed class StepEvidence(StepNode step, string runFolder)
{
    public StepNode Step => step;

    public bool Has(string name) => Find(name) is not null;

    public EvidenceTable Table(string name, params string[] needed) =>
        EvidenceTable.Read(
            Find(name) is { } kept ? EvidenceFile.Find(runFolder, kept.File) : null,
            name,
            needed
        );

    /// <summary>What stands between a beginning and an end in the names of evidence, as first kept.</summary>
    public IReadOnlyList<string> Between(string beginning, string end) =>
        [
            .. step
                .Evidence.Select(kept => kept.Name)
                .Where(name =>
                    name.Length > beginning.Length + end.Length
                    && name.StartsWith(beginning, StringComparison.Ordinal)
                    && name.EndsWith(end, StringComparison.Ordinal)
                )
                .Select(name => name[beginning.Length..^end.Length])
                .Distinct(),
        ];

    private EvidenceKept? Find(string name) =>
        step.Evidence.LastOrDefault(kept => kept.Name == name);
}
