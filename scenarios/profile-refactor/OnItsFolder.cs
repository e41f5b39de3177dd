using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>The refactoring without a lab: its working copy and its store are a folder of the machine's.</summary>
internal sealed class OnItsFolder()
    : DrillSubject("no-lab", "the refactoring in a folder of the machine itself (--no-lab)")
{
    public override Task<DrillWorld> ArrangeAsync(string folder, CancellationToken ct) =>
        Task.FromResult<DrillWorld>(new World(folder));

    private sealed class World(string folder) : DrillWorld
    {
        public override RunRequest Request { get; } =
            new("drilled", ProfileRefactor.Word, Path.Combine(folder, "run")) { NoLab = true };

        public override IReadOnlyList<string> Trees => [Refactoring.FolderOf(Request)];
    }
}
