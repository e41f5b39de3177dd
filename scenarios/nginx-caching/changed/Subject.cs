using Verify.Engine;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>What a run is about: the included change, two configurations of the user's, or an origin that runs already.</summary>
/// <param name="Own">The user's configurations; null for the included ones.</param>
/// <param name="Target">The origin that is only looked at; null for one that is started here.</param>
/// <param name="Rollout">The tree that the change is applied to; null where nothing outside a lab is changed.</param>
/// <param name="Expected">The user's own list of changes; null where there is none.</param>
/// <param name="IsPromised">What the included change promises is claimed.</param>
internal sealed record Subject(
    OwnPair? Own,
    TargetOrigin? Target,
    Rollout? Rollout,
    ExpectedList? Expected,
    bool IsPromised
)
{
    /// <exception cref="UsageError">The options do not go together, or a file is not what it should be.</exception>
    public static Subject Of(RunRequest request, OriginProfile profile)
    {
        string? Given(string key) =>
            request.Parameters.GetValueOrDefault(key) is not { } value ? null
            : value.Length > 0 ? value
            : throw new UsageError($"--{key} is empty. Give its value, or leave it out.");
        var (baseline, candidate, expect) = (
            Given(SubjectKeys.Baseline),
            Given(SubjectKeys.Candidate),
            Given(SubjectKeys.Expect)
        );
        if (Given(SubjectKeys.ApplyTo) is { } tree)
            return OfTree(
                request,
                new(
                    tree,
                    baseline,
                    candidate,
                    Given(SubjectKeys.Reload),
                    Given(SubjectKeys.Target)
                ),
                expect,
                profile
            );
        foreach (var key in new[] { SubjectKeys.Reload, SubjectKeys.Rollback })
            if (Given(key) is not null)
                throw new UsageError(
                    $"--{key} is about a tree that a change is applied to: give --apply-to DIR with it, or leave it out."
                );
        if (Given(SubjectKeys.Target) is { } url)
        {
            if (request.Keep)
                throw new UsageError(
                    "--keep leaves a lab standing, and --target makes none. Leave one of the two out."
                );
            return (baseline ?? candidate ?? expect) is null
                ? new(null, TargetOrigin.At(url), null, null, IsPromised: true)
                : throw new UsageError(
                    "--target only looks at an origin that runs: it does not go with --baseline, --candidate or --expect."
                );
        }
        if (baseline is null != candidate is null)
            throw new UsageError(
                $"--{(baseline is null ? "candidate" : "baseline")} needs --{(baseline is null ? "baseline" : "candidate")} too: the two are compared. Give an nginx.conf for each, as it is and as it shall be."
            );
        if (baseline is null || candidate is null)
            return expect is null
                ? new(null, null, null, null, IsPromised: true)
                : throw new UsageError(
                    "--expect says what --candidate is to change: give --baseline and --candidate with it."
                );
        if (request.NoLab)
            throw new UsageError(
                "--baseline and --candidate take a lab: they listen where they are told to, and both at once only in networks of their own. Leave --no-lab out."
            );
        var included = expect == ExpectedList.Included;
        return new(
            Lab.IsInside
                ? OwnPair.Restore(RunFolder.Given(request.Folder))
                : OwnPair.Load(baseline, candidate),
            null,
            null,
            expect is null || included ? null : ExpectedList.Load(InSight(request, expect)),
            IsPromised: included
        );
    }

    private static Subject OfTree(
        RunRequest request,
        RolloutOptions given,
        string? expect,
        OriginProfile profile
    )
    {
        if (request.Keep)
            throw new UsageError(
                "--keep leaves a lab standing, and --apply-to makes none. Leave one of the two out; --rollback never leaves the change as it is."
            );
        var included = expect == ExpectedList.Included;
        return new(
            null,
            null,
            Rollout.Of(given, profile),
            expect is null || included ? null : ExpectedList.Load(expect),
            IsPromised: included || given.Candidate is null
        );
    }

    /// <summary>Keeps in the run's folder what a lab would be out of sight of.</summary>
    public void Save(RunRequest request)
    {
        if (Own is null && Expected is null)
            return;
        var given = RunFolder.MakeGiven(request.Folder);
        Own?.Save(given);
        if (Expected is not null)
            File.Copy(
                request.Parameters[SubjectKeys.Expect],
                Path.Combine(given, SubjectKeys.Expect)
            );
    }

    private static string InSight(RunRequest request, string file) =>
        Lab.IsInside ? Path.Combine(RunFolder.Given(request.Folder), SubjectKeys.Expect) : file;
}
