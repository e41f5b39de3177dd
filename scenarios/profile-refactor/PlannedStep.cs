namespace Verify.Scenarios.ProfileRefactor;

/// <summary>A step of the plan as a change: its files over the working copy, as one commit.</summary>
internal sealed class PlannedStep(Refactoring refactoring, string id, string title)
{
    private string? before;

    /// <summary>In the order in which they are carried out.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "1.1",
        "1.2",
        "1.3",
        "2.1",
        "2.2",
        "2.3",
        "2.4",
    ];

    public Change Change =>
        new(
            title,
            $"cp -r fixtures/profile-refactor/steps/{id}/. .; git add --all; git commit -m '{Message}'; git show",
            "git reset --hard HEAD~1",
            ApplyAsync,
            RevertAsync
        )
        {
            Fingerprint = () => Files.Fingerprint(refactoring.CopyFolder),
        };

    private string Message => $"Step {id}: {title}";

    private async Task ApplyAsync(Step step)
    {
        var copy = refactoring.Copy;
        before = await copy.HeadAsync(step.Ct);
        Files.CopyInto(PlanFiles.FilesOf(id), copy.Folder);
        var commit = await copy.CommitAsync(Message, step.Ct);
        refactoring.Done(id, commit);
        step.Keep($"{id}.diff", await copy.DiffAsync(before, commit, step.Ct), "text/x-diff");
        step.Saw((await copy.DoAsync(["diff", "--stat", before, commit], step.Ct)).TrimEnd());
    }

    private async Task RevertAsync(CancellationToken ct)
    {
        if (before is null)
            return;
        await refactoring.Copy.DoAsync(["reset", "--quiet", "--hard", before], ct);
        await refactoring.Copy.DoAsync(["clean", "--quiet", "-d", "--force"], ct);
    }
}
