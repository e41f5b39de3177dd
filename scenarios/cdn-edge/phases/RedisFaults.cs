using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.6: Redis refuses, is silent, stands still or is slow, and viewers go on asking.</summary>
internal static class RedisFaults
{
    public const string Command =
        "kill -STOP $(pgrep redis-server); time curl http://127.0.0.1:8080/v1/videos/$ID";

    // The cured client gives up after 0.5 s, once; whoever comes then is not sent to Redis at all.
    private static readonly TimeSpan CuredAtMost = TimeSpan.FromSeconds(1.5);

    // As designed each request takes the client's own time-out: one shows it.
    private const int RequestsAsDesigned = 1;

    // The circuit looks again after a second or two.
    private static readonly TimeSpan RecoversWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var designed = new List<string>();
        foreach (var fault in RedisFault.All)
        {
            var plain =
                fault == RedisFault.Refused
                    ? await AskAsync(platform, step, fault, () => StartsAsync(platform, step))
                    : await AskAsync(platform, step, fault);
            designed.Add($"{fault.Name}: {plain}");
            await RecoversAsync(platform, step, fault.Name);
        }
        step.Find(
            $"as designed, while Redis is {string.Join("; ", designed)}",
            "the client's own time-outs are a viewer's waiting time, on every request: the API is as unavailable as its cache",
            "short time-outs, and a circuit that goes past a Redis that does not answer",
            FindingKind.Before,
            Effect.Slow
        );
    }

    /// <summary>One fault, while it lasts.</summary>
    /// <param name="meanwhile">What else is done while it lasts.</param>
    /// <returns>How requests went as designed, if that runs.</returns>
    public static async Task<Asked?> AskAsync(
        PlatformInRun platform,
        Step step,
        RedisFault fault,
        Func<Task>? meanwhile = null
    )
    {
        step.Progress($"Redis {fault.Name}");
        var video = await platform.Of(PlatformInRun.Cured)[0].NewVideoAsync(fault.Name, step.Ct);
        var seen = new Dictionary<string, Asked>();
        fault.Begin(platform.Stores);
        try
        {
            // Together: what the one waits for costs the other nothing.
            var asking = platform
                .Cached.Select(design =>
                    AskAsync(
                        platform.Of(design)[0],
                        video,
                        design == PlatformInRun.Cured ? fault.Requests : RequestsAsDesigned,
                        step.Ct
                    )
                )
                .ToArray();
            await Task.WhenAll([.. asking, meanwhile?.Invoke() ?? Task.CompletedTask]);
            foreach (var (design, asked) in platform.Cached.Zip(asking))
                seen[design] = await asked;
        }
        finally
        {
            fault.End(platform.Stores);
        }
        if (fault == RedisFault.Silent)
            foreach (var design in platform.Cached)
                step.Measure(
                    new(
                        $"{design}: longest answer while Redis is silent",
                        seen[design].Longest.TotalSeconds,
                        "s",
                        seen[design].Requests
                    )
                    {
                        Id = CdnFigures.Silent,
                        Subject = design,
                    }
                );
        Judge(step, fault.Name, seen[PlatformInRun.Cured]);
        return seen.GetValueOrDefault(PlatformInRun.AsDesigned);
    }

    private static void Judge(Step step, string fault, Asked cured)
    {
        step.Measure(
            new(
                $"cured, Redis {fault}: longest answer",
                cured.Longest.TotalSeconds,
                "s",
                cured.Requests,
                Source: $"errors: {cured.Errors}"
            )
        );
        step.Expect(
            $"cured, Redis {fault}: requests without an answer",
            cured.Errors,
            Is.Zero,
            "the database has all of it",
            CdnOutcomes.Fallback
        );
        step.Expect(
            $"cured, Redis {fault}: the longest answer",
            cured.Longest,
            Is.LessThanOrEqualTo(CuredAtMost),
            "0.5 s until Redis is given up, a query, and as much again for a busy machine"
        );
    }

    // Hits again: the cache is believed once it has been told what it missed.
    private static async Task RecoversAsync(PlatformInRun platform, Step step, string fault)
    {
        var api = platform.Of(PlatformInRun.Cured)[0];
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < RecoversWithin)
        {
            var video = await api.NewVideoAsync("Recovery", step.Ct);
            await api.VideoAsync(video, step.Ct);
            if (
                (
                    await platform.Stores.Cli.ShowAsync(
                        ["-n", "2", "EXISTS", $"video:{video}"],
                        step.Ct
                    )
                ) == "(integer) 1"
            )
                break;
            await Task.Delay(BetweenLooks, step.Ct);
        }
        step.Expect(
            $"cured, after Redis was {fault}: time until it caches again",
            clock.Elapsed,
            Is.LessThan(RecoversWithin),
            "the circuit looks again every few seconds"
        );
    }

    // Redis refuses meanwhile.
    private static async Task StartsAsync(PlatformInRun platform, Step step)
    {
        await using var api = await PlatformProgram.StartAsync(
            "without Redis",
            platform.Stores.Environment(PlatformInRun.Cured, database: 3),
            Path.Combine(platform.Stores.Folder, "no-redis"),
            step.Ct
        );
        var video = await api.NewVideoAsync("No Redis", step.Ct);
        step.Expect(
            "cured, started while Redis is away: status",
            await api.StatusAsync(video, step.Ct),
            Is.EqualTo("PENDING_UPLOAD"),
            proves: CdnOutcomes.Fallback
        );
        var (exit, said) = await PlatformProgram.EndAsync(
            PlatformProgram.Api,
            platform.Stores.Environment(PlatformInRun.AsDesigned, database: 3),
            Path.Combine(platform.Stores.Folder, "no-redis-as-designed"),
            step.Ct
        );
        step.Find(
            $"as designed, the API does not start while Redis is away (exit {exit}: {said.Trim().Split('\n')[^1].Trim()})",
            "a restart during an outage of the cache takes the API down with it: the degradation is not graceful",
            "connect in the background, and serve from the database until then",
            FindingKind.Before,
            Effect.Error
        );
    }

    private static async Task<Asked> AskAsync(
        PlatformProgram api,
        Guid video,
        int requests,
        CancellationToken ct
    )
    {
        var (errors, longest) = (0, TimeSpan.Zero);
        // One that took too long says it: forty of them would say it for minutes.
        for (var i = 0; i < requests && longest <= CuredAtMost; i++)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                await api.VideoAsync(video, ct);
            }
            catch (HttpRequestException)
            {
                errors++;
            }
            longest = clock.Elapsed > longest ? clock.Elapsed : longest;
        }
        return new(requests, errors, longest);
    }

    /// <summary>How requests went while it lasted.</summary>
    public sealed record Asked(int Requests, int Errors, TimeSpan Longest)
    {
        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(Errors == 0 ? "answered" : $"{Errors} of {Requests} not answered")} after {Longest.TotalSeconds:0.0} s"
            );
    }
}
