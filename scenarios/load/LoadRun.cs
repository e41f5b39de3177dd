using Verify.Instruments.Http;
using Verify.Swarm;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>Carries a load out: looks first, sends the swarm, judges what came of it.</summary>
internal sealed class LoadRun(LoadRequest request)
{
    /// <param name="begin">Told what will happen; gives what watches it.</param>
    /// <param name="stop">Ends it early: what was seen until then is the outcome.</param>
    public async Task<LoadOutcome> RunAsync(
        Func<LoadTarget, SwarmPlan, LoadView> begin,
        CancellationToken stop
    )
    {
        var target = await Preflight.LookAsync(
            request.Url,
            request.Insecure,
            Enum.Parse<VariantChoice>(request.Profile.Variant, ignoreCase: true),
            stop
        );
        var plan = LoadPlan.Of(request, target);
        HostLimits.Read().MustCarry(plan.Viewers, target.Playlists);
        var status = request.Status is { } url ? new StubStatus(url, request.Insecure) : null;
        if (status is not null)
            await status.StartAsync(stop);
        using var memory = MemoryWatch.Start();
        SwarmResult result;
        using (var view = begin(target, plan))
            result = await HlsSwarm.RunAsync(
                plan,
                Endpoint.Direct(target.Url.Authority, target.Url),
                view,
                CancellationToken.None,
                stop
            );
        var count = status is null ? null : await CountAsync(status, result.Traffic);
        return new(
            request,
            target,
            result,
            memory.Grown,
            count,
            LoadVerdict.Of(result, target, Thresholds(target), count),
            stop.IsCancellationRequested
        );
    }

    // The run has its result, whatever has become of the server: what it cannot say any more is a doubt.
    private static async Task<ServerCount> CountAsync(StubStatus status, Traffic traffic)
    {
        try
        {
            var seen = await status.CountAsync(CancellationToken.None);
            return new(seen, traffic.Requests, traffic.Unanswered);
        }
        catch (Exception gone) when (gone is CannotRun or UsageError)
        {
            return new(null, traffic.Requests, traffic.Unanswered) { Unknown = gone.Message };
        }
    }

    private IReadOnlyList<Threshold> Thresholds(LoadTarget target) =>
        DefaultThresholds.With(
            request.Thresholds,
            request.JudgedAs,
            target,
            toTheEnd: request.Duration is null
        );
}
