using Verify.Engine.Labs;
using Verify.Scenarios.CdnEdge.Own;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.CdnEdge.Subjects;

/// <summary>Which subject a run's options ask for.</summary>
internal static class SubjectChoice
{
    /// <returns>Null for the included designs.</returns>
    /// <exception cref="UsageError">The options do not go together, or a file is not what it should be.</exception>
    public static Subject? Of(RunRequest request, PlatformInRun platform)
    {
        var (baseline, candidate) = (
            EdgeOptions.Given(request, EdgeOptions.Baseline),
            EdgeOptions.Given(request, EdgeOptions.Candidate)
        );
        var upstreams = EdgeOptions.AllGiven(request, EdgeOptions.Upstream);
        var target = EdgeOptions.Given(request, EdgeOptions.Target);
        if (
            EdgeOptions.Given(request, EdgeOptions.S3) is { } given
            && (target ?? baseline ?? candidate) is not null
        )
            throw new UsageError(
                $"--s3 {given} takes the place of the storage of the included designs. Leave out --{(target is not null ? "target" : baseline is not null ? "baseline and --candidate" : "candidate")}, or --s3."
            );
        if (target is { } url)
            return OfTarget(
                request,
                url,
                baseline ?? candidate ?? (upstreams is [var one, ..] ? one : null)
            );
        if (baseline is null != candidate is null)
            throw new UsageError(
                $"--{(baseline is null ? "candidate" : "baseline")} needs --{(baseline is null ? "baseline" : "candidate")} too, because the two are compared. Give your current nginx.conf with --baseline and the changed one with --candidate."
            );
        if (baseline is null || candidate is null)
            return upstreams.Count == 0
                ? null
                : throw new UsageError(
                    $"--upstream {upstreams[0]} answers for a name that your own configurations ask. Give --baseline and --candidate too, or leave --upstream out."
                );
        if (request.NoLab)
            throw new UsageError(
                "--baseline and --candidate need a lab: both may listen on the same address, so each needs a network of its own. Leave --no-lab out."
            );
        return new OwnPair(
            request,
            Lab.IsInside
                ? EdgePair.Restore(RunFolder.Given(request.Folder), upstreams)
                : EdgePair.Load(baseline, candidate, upstreams),
            platform
        );
    }

    private static ObservedEdge OfTarget(RunRequest request, string url, string? also) =>
        request.Keep
            ? throw new UsageError(
                "--keep keeps the lab, but --target uses none. Leave one of them out."
            )
        : also is not null
            ? throw new UsageError(
                "--target only observes a running edge. It cannot be combined with --baseline, --candidate or --upstream."
            )
        : new(TargetOrigin.At(url));
}
