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
            Within(
                new("drilled", scenario, Path.Combine(folder, "run")) { NoLab = true },
                folderOf
            );

        public override IReadOnlyList<string> Trees => Request.Places!;

        // As the command line notes it: undos of a run that is killed reach so far and no further.
        private static RunRequest Within(RunRequest request, Func<RunRequest, string> folderOf) =>
            request with
            {
                Places = [folderOf(request)],
            };
    }
}
