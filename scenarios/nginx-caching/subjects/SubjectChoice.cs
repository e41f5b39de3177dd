using Verify.Engine.Labs;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Own;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Rollouts;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>Which subject a run's options ask for.</summary>
internal sealed class SubjectChoice(RunRequest request, OriginProfile profile)
{
    /// <exception cref="UsageError">The options do not go together, or a file is not what it should be.</exception>
    public static Subject Of(RunRequest request, OriginProfile profile) =>
        new SubjectChoice(request, profile).Choose();

    private readonly string? baseline = Given(request, SubjectKeys.Baseline);
    private readonly string? candidate = Given(request, SubjectKeys.Candidate);
    private readonly string? expect = Given(request, SubjectKeys.Expect);

    private Subject Choose()
    {
        if (Given(SubjectKeys.ApplyTo) is { } tree)
            return OfTree(tree);
        foreach (var key in new[] { SubjectKeys.Reload, SubjectKeys.Rollback })
            if (Given(key) is not null)
                throw new UsageError(
                    $"--{key} is about a tree that a change is applied to: give --apply-to DIR with it, or leave it out."
                );
        return Given(SubjectKeys.Target) is { } url ? OfTarget(url) : OfLab();
    }

    private GuardedRollout OfTree(string tree)
    {
        var options = new RolloutOptions(
            tree,
            baseline,
            candidate,
            Given(SubjectKeys.Reload),
            Given(SubjectKeys.Target)
        );
        if (request.Keep)
            throw new UsageError(
                "--keep leaves a lab standing, and --apply-to makes none. Leave one of the two out; --rollback never leaves the change as it is."
            );
        return new(
            request,
            profile,
            Rollout.Of(options, profile.Hls.MasterPlaylist, IncludedEdits.By(profile)),
            Promise.Of(expect, isIncluded: candidate is null)
        );
    }

    private ObservedOrigin OfTarget(string url)
    {
        if (request.Keep)
            throw new UsageError(
                "--keep leaves a lab standing, and --target makes none. Leave one of the two out."
            );
        return (baseline ?? candidate ?? expect) is null
            ? new(TargetOrigin.At(url), new(request, profile))
            : throw new UsageError(
                "--target only looks at an origin that runs: it does not go with --baseline, --candidate or --expect."
            );
    }

    private Subject OfLab()
    {
        if (baseline is null != candidate is null)
            throw new UsageError(
                $"--{(baseline is null ? "candidate" : "baseline")} needs --{(baseline is null ? "baseline" : "candidate")} too: the two are compared. Give an nginx.conf for each, as it is and as it shall be."
            );
        if (baseline is null || candidate is null)
            return expect is null
                ? new IncludedChange(request, profile)
                : throw new UsageError(
                    "--expect says what --candidate is to change: give --baseline and --candidate with it."
                );
        if (request.NoLab)
            throw new UsageError(
                "--baseline and --candidate take a lab: they listen where they are told to, and both at once only in networks of their own. Leave --no-lab out."
            );
        var given = RunFolder.Given(request.Folder);
        return new OwnChange(
            request,
            profile,
            Lab.IsInside ? OwnPair.Restore(given) : OwnPair.Load(baseline, candidate),
            Promise.Of(
                Lab.IsInside && expect is not (null or ExpectedList.Included)
                    ? Path.Combine(given, SubjectKeys.Expect)
                    : expect
            )
        );
    }

    private string? Given(string key) => Given(request, key);

    private static string? Given(RunRequest request, string key) =>
        request.Parameters.GetValueOrDefault(key) is not { } value ? null
        : value.Length > 0 ? value
        : throw new UsageError($"--{key} is empty. Give its value, or leave it out.");
}
