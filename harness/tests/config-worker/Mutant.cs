using Verify.Fixtures.Workerd;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Tests.ConfigWorker;

/// <summary>A design from which one thing has been taken, and the step that has to notice.</summary>
/// <param name="Design">In whose place the step looks at it.</param>
/// <param name="Module">Of origin/config-worker/worker.</param>
/// <param name="Text">What is there.</param>
/// <param name="Instead">What is put in its place.</param>
/// <param name="Claim">What the step must miss: a part of the claim's name.</param>
internal sealed record Mutant(
    string Name,
    string Design,
    string Module,
    string Text,
    string Instead,
    Func<WorkersInRun, Step, Task> Check,
    string Claim
)
{
    /// <summary>KV as local tools have it: no edge before it.</summary>
    public bool Strong { get; init; }

    public WorkerSystem System =>
        new(Name, Design)
        {
            Strong = Strong,
            Replaced = new Dictionary<string, string> { [Module] = Changed() },
        };

    public override string ToString() => Name;

    private string Changed()
    {
        var text = File.ReadAllText(Path.Combine(WorkerdService.Folder, "worker", Module));
        return text.Contains(Text, StringComparison.Ordinal)
            ? text.Replace(Text, Instead, StringComparison.Ordinal)
            : throw new InvalidOperationException($"{Module} does not say: {Text}");
    }
}
