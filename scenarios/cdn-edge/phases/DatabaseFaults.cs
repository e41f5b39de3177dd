using System.Diagnostics;
using System.Globalization;
using System.Net;
using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.14: PostgreSQL is killed while the cache is warm, and comes back.</summary>
internal static class DatabaseFaults
{
    public const string Command =
        "kill -9 $(pgrep -o postgres); curl http://127.0.0.1:8080/v1/videos/$ID; pg_ctl start";

    private const int Requests = 20;

    // A refused connection is an answer at once; a second for a busy machine, and one for the pool's dead connections.
    private static readonly TimeSpan RefusedWithin = TimeSpan.FromSeconds(2);

    // It takes connections again before the clock starts; each of the pool's 20 dead ones can cost one request.
    private static readonly TimeSpan RecoversWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var postgres = platform.Stores.Postgres;
        var trials = new List<Trial>();
        foreach (var design in platform.Cached)
        {
            var warm = (await platform.VideoAsync(design, step.Ct)).Id;
            await platform.Of(design)[0].VideoAsync(warm, step.Ct);
            trials.Add(
                new(design, warm, await platform.Of(design)[0].NewVideoAsync("Cold", step.Ct))
            );
        }
        var without = platform.Of(PlatformInRun.Without)[0];
        var plain = await without.NewVideoAsync("Plain", step.Ct);
        await postgres.KillAsync(step.Ct);
        try
        {
            foreach (var trial in trials)
                await AwayAsync(platform, trial, step);
        }
        finally
        {
            await postgres.StartAgainAsync(step.Ct);
        }
        foreach (var trial in trials.Append(new(PlatformInRun.Without, plain, plain)))
            await BackAsync(platform, trial, step);
    }

    private static async Task AwayAsync(PlatformInRun platform, Trial trial, Step step)
    {
        var apis = platform.Of(trial.Design);
        var shown = new List<string>();
        for (var i = 0; i < Requests; i++)
            shown.Add(await ShownAsync(apis[i % apis.Count], trial.Warm, step.Ct));
        var proves = trial.Design == PlatformInRun.Cured ? CdnOutcomes.Fallback : null;
        step.Expect(
            $"{trial.Design}, PostgreSQL killed: what a READY video is shown as, {Requests} requests",
            shown.Distinct(),
            Is.EqualTo(["READY"]),
            "Redis has it: a hit needs no database",
            proves
        );
        var clock = Stopwatch.StartNew();
        var cold = await ShownAsync(apis[0], trial.Cold, step.Ct);
        step.Expect(
            $"{trial.Design}, PostgreSQL killed: a video that is not cached",
            cold,
            Is.EqualTo($"{(int)HttpStatusCode.ServiceUnavailable}"),
            "it says that it cannot tell, and not that there is none"
        );
        step.Expect(
            $"{trial.Design}, PostgreSQL killed: time until a viewer is told so",
            clock.Elapsed,
            Is.LessThanOrEqualTo(RefusedWithin),
            "its port refuses connections at once; a second for the pool's dead ones, one for a busy machine"
        );
    }

    private static async Task BackAsync(PlatformInRun platform, Trial trial, Step step)
    {
        var clock = Stopwatch.StartNew();
        foreach (var api in platform.Of(trial.Design))
            while (
                await ShownAsync(api, trial.Cold, step.Ct) != "PENDING_UPLOAD"
                && clock.Elapsed < RecoversWithin
            )
                await Task.Delay(BetweenLooks, step.Ct);
        step.Expect(
            $"{trial.Design}, after PostgreSQL was killed: time until all processes read it again",
            clock.Elapsed,
            Is.LessThan(RecoversWithin),
            "each dead connection of a pool of 20 is found out once"
        );
        step.Measure(
            new(
                $"{trial.Design}: recovery after PostgreSQL was killed",
                clock.Elapsed.TotalSeconds,
                "s"
            )
        );
        step.Saw(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{trial.Design}: reads again after {clock.Elapsed.TotalSeconds:0.00} s"
            )
        );
    }

    /// <summary>A video's status, or the answer's where it has none.</summary>
    private static async Task<string> ShownAsync(
        PlatformProgram api,
        Guid video,
        CancellationToken ct
    )
    {
        try
        {
            return await api.StatusAsync(video, ct);
        }
        catch (HttpRequestException failed)
        {
            return failed.StatusCode is { } status ? $"{(int)status}" : failed.Message;
        }
    }

    private sealed record Trial(string Design, Guid Warm, Guid Cold);
}
