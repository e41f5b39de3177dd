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
                    $"--{key} only works with --apply-to DIR. Add that option, or leave --{key} out."
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
                "--keep keeps the lab, but --apply-to uses none. Leave one of them out. To keep the change, use --rollback never."
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
                "--keep keeps the lab, but --target uses none. Leave one of them out."
            );
        return (baseline ?? candidate ?? expect) is null
            ? new(TargetOrigin.At(url), new(request, profile))
            : throw new UsageError(
                "--target only observes a running origin. It cannot be combined with --baseline, --candidate or --expect."
            );
    }

    private Subject OfLab()
    {
        if (baseline is null != candidate is null)
            throw new UsageError(
                $"--{(baseline is null ? "candidate" : "baseline")} needs --{(baseline is null ? "baseline" : "candidate")} too, because the two are compared. Give your current nginx.conf with --baseline and the changed one with --candidate."
            );
        if (baseline is null || candidate is null)
            return expect is null
                ? new IncludedChange(request, profile)
                : throw new UsageError(
                    "--expect lists the expected changes of --candidate. Give --baseline and --candidate too."
                );
        if (request.NoLab)
            throw new UsageError(
                "--baseline and --candidate need a lab: both may listen on the same address, so each needs a network of its own. Leave --no-lab out."
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
