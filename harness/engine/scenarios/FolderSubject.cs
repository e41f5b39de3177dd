using Verify.Engine.Runs;

namespace Verify.Engine.Scenarios;

/// <summary>Drills a scenario that, without a lab, only changes a folder inside its run's own: nothing of it may be left.</summary>
/// <param name="scenario">Its name.</param>
/// <param name="folderOf">The folder that a run changes, below its own.</param>
public sealed class FolderSubject(string scenario, string title, Func<RunRequest, string> folderOf)
    : DrillSubject("no-lab", title)
{
    public override Task<DrillWorld> ArrangeAsync(string folder, CancellationToken ct) =>
        Task.FromResult<DrillWorld>(new DrilledFolder(scenario, folder, folderOf));

    private sealed class DrilledFolder(
        string scenario,
        string folder,
        Func<RunRequest, string> folderOf
    ) : DrillWorld
    {
        public override RunRequest Request { get; } =
            new("drilled", scenario, Path.Combine(folder, "run")) { NoLab = true };

        public override IReadOnlyList<string> Trees => [folderOf(Request)];
    }
}
