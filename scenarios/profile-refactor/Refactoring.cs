using Verify.Engine.Undo;
using Verify.Fixtures.Nix;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>The working copy that the plan is carried out on, with a Nix of its own, and what it has come to so far.</summary>
internal sealed class Refactoring(string folder)
{
    public const string Main = "main";
    public const string Branch = "nix-refactor";

    /// <summary>Before the first step.</summary>
    public const string Start = "start";

    private readonly Dictionary<string, string> commits = new(StringComparer.Ordinal);
    private (NixStore Nix, GitTree Copy, GitTree Shipped)? open;
    private Results? baseline;

    /// <summary>Where all of a run's work lies: a folder of its own.</summary>
    public static string FolderOf(RunRequest request) => $"/tmp/verify-{request.Run}";

    /// <summary>Where all of it lies.</summary>
    public string Folder => folder;

    /// <summary>Where the working copy lies.</summary>
    public string CopyFolder => Path.Combine(folder, "flake");

    public NixStore Nix => Open.Nix;
    public GitTree Copy => Open.Copy;

    /// <summary>The project's own flake, as it is.</summary>
    public GitTree Shipped => Open.Shipped;

    /// <summary>What the flake came to before the first step.</summary>
    public Results Baseline
    {
        get => baseline ?? throw new CannotRun("The baseline was not captured: see step 0.3.");
        set => baseline = value;
    }

    public bool HasBaseline => baseline is not null;

    /// <summary>The fingerprint of the flake's files before the first step; null where there is no flake yet.</summary>
    public string? StartFiles { get; private set; }

    private (NixStore Nix, GitTree Copy, GitTree Shipped) Open =>
        open ?? throw new CannotRun("There is no working copy: see step 0.2.");

    /// <summary>The commit that a step left; of <see cref="Start"/>, the first one.</summary>
    public string After(string step) =>
        commits.GetValueOrDefault(step)
        ?? throw new CannotRun($"Step {step} has not been carried out.");

    public void Done(string step, string commit) => commits[step] = commit;

    public Task<Results> ResultsAsync(CancellationToken ct) => Results.OfAsync(Nix, CopyFolder, ct);

    /// <summary>A copy for a trial, as a step left it; whoever asks for it removes it.</summary>
    public async Task<GitTree> TrialAsync(string step, CancellationToken ct) =>
        await Copy.CloneAsync(Path.Combine(folder, $"trial-{Guid.NewGuid():N}"), After(step), ct);

    public Change Make() =>
        new(
            "a Nix store of its own, and the flake under git",
            $"cp -r fixtures/profile-refactor/monolith {CopyFolder}; git init; git add --all; git commit",
            $"rm -r {folder}",
            MakeAsync
        );

    private async Task MakeAsync(Step step)
    {
        await step.OutsideAsync(
            new RemoveFolder(folder, WithContent: true),
            () => Directory.CreateDirectory(folder)
        );
        var nix = await NixStore.MakeAsync(folder, step.Ct);
        Files.CopyInto(PlanFiles.Monolith, CopyFolder);
        // The plan leaves nginx.nix alone: it is the project's own, so that there is one.
        File.Copy(
            Path.Combine(PlanFiles.Origin, "nix", "test-origin", "nginx.nix"),
            Path.Combine(CopyFolder, "nix", "test-origin", "nginx.nix")
        );
        var copy = await GitTree.MakeAsync(nix, CopyFolder, Main, step.Ct);
        Done(Start, await copy.HeadAsync(step.Ct));
        StartFiles = Files.Fingerprint(CopyFolder);
        await copy.DoAsync(["checkout", "--quiet", "-b", Branch], step.Ct);
        var shipped = Path.Combine(folder, "shipped");
        foreach (var part in new[] { "nix", "profiles" })
            Files.CopyInto(
                Path.Combine(PlanFiles.Origin, part),
                Path.Combine(shipped, "origin", part)
            );
        open = (nix, copy, await GitTree.MakeAsync(nix, shipped, Main, step.Ct));
    }
}
