using NUnit.Framework;
using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>What viewers get from the live server: before the change, and once it has been taken back.</summary>
internal sealed class LiveBehaviour(Rollout rollout)
{
    public const string Command =
        "curl -si URL  # headers; and how long a probe playlist is served old once it has been replaced";

    // Any name will do where only the configuration is asked.
    private const string Probe = "verify-probe.m3u8";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // What differs from one answer to the next without any change of behaviour.
    private static readonly string[] Moving =
    [
        "Date",
        "Last-Modified",
        "ETag",
        "Content-Length",
        "Expires",
        "Age",
    ];

    private IReadOnlyList<string>? before;
    private TimeSpan candidate = Expectations.Fresh;
    private int probes;

    public async Task BeforeAsync(Step step)
    {
        before = await HeadersAsync(step.Ct);
        foreach (var line in before)
            step.Saw(line);
        await ServedOldAsync(step, rollout.Baseline, candidate, proves: null);
    }

    public async Task IsBackAsync(Step step)
    {
        if (before is null)
            step.CannotTell("headers", "those of before", "step 0.4 did not get that far");
        else
            step.Expect(
                "headers",
                await HeadersAsync(step.Ct),
                Is.EqualTo(before),
                proves: "rollback"
            );
        await ServedOldAsync(step, rollout.Baseline, candidate, "rollback");
    }

    /// <summary>How long a playlist is served old by the configuration in force, against what that predicts.</summary>
    /// <param name="limit">At most so long, whatever is predicted; null where nothing is promised.</param>
    public async Task CandidateAsync(Step step, TimeSpan? limit)
    {
        var seen = await ServedOldAsync(
            step,
            rollout.Server.Load(),
            Window(rollout.Baseline)?.High ?? TimeSpan.Zero,
            "invalidation"
        );
        if (seen is not null)
            candidate = Window(rollout.Server.Load())!.Value.High;
        if (limit is { } promised && seen is { Inconclusive: null })
            step.Expect(
                "a replaced playlist is seen as soon as the change promises",
                seen.LastOld,
                Is.LessThanOrEqualTo(promised + Expectations.Floor),
                $"{promised.TotalSeconds} s, and the floor",
                "invalidation"
            );
    }

    private CacheWindow? Window(ServerConfiguration configuration) =>
        rollout.Site is not { } site
            ? null
            : CachePrediction
                .Of(
                    Effective.At(
                        configuration.Conf,
                        new ServerSelector(site.Port, site.Host),
                        site.Prefix + Probe
                    ),
                    InvalidationKind.Replaced
                )
                .Window;

    /// <returns>What was seen; null where the files are not here to be changed.</returns>
    private async Task<Invalidation?> ServedOldAsync(
        Step step,
        ServerConfiguration inForce,
        TimeSpan otherwise,
        string? proves
    )
    {
        if (rollout.Site is not { } site || !Directory.Exists(site.Folder))
        {
            step.Saw(
                "not tried: the stream's files are not on this machine, or not served from a folder"
            );
            return null;
        }
        var window = Window(inForce)!.Value;
        var seen = await MeasureAsync(step, site, ServedOld.Watched(window, otherwise));
        if (seen.Inconclusive is { } why)
            step.CannotTell(ServedOld.Claim(seen), "to be measured", why, proves);
        else
            ServedOld.Judge(step, seen, window, otherwise, proves);
        return seen;
    }

    private async Task<Invalidation> MeasureAsync(Step step, HlsSite site, TimeSpan watched)
    {
        // A name of its own each time: what a worker remembers of the one before says nothing of this one.
        var name = $"verify-probe-{Environment.ProcessId}-{++probes}.m3u8";
        var file = Path.Combine(site.Folder, name);
        // The meter makes and removes it; should it not come to that, the journal knows.
        await using var probe = await step.BorrowAsync(
            new RemoveFile(file),
            _ => Task.CompletedTask
        );
        var all = await InvalidationMeter.MeasureAsync(
            [new("manifest replaced", InvalidationKind.Replaced, file, site.Prefix + name)],
            [new(rollout.Target.Endpoint, new(rollout.Server.MasterId))],
            new(rollout.Target.Path, Random.Shared.Next())
            {
                Fine = ServedOld.Interval,
                Coarse = ServedOld.Interval,
                Limit = watched,
                // One probe: where in the cache's second it falls makes no difference to what is asked of it.
                PhasePeriod = TimeSpan.Zero,
            },
            progress: null,
            step.Ct
        );
        return all.Single();
    }

    private async Task<IReadOnlyList<string>> HeadersAsync(CancellationToken ct)
    {
        var stream = await rollout.Target.FindAsync(ct);
        var lines = new List<string>();
        foreach (
            var (kind, uri) in new[]
            {
                ("master", stream.Master),
                ("manifest", stream.Playlist),
                ("segment", stream.Segment),
            }
        )
            if (uri is not null)
            {
                var seen = await new HeaderProbe(rollout.Target.Endpoint, Timeout).SurveyAsync(
                    uri,
                    ct
                );
                lines.Add($"{kind}: {(seen.Get.Answer is { } got ? Text(got) : seen.Get.Failure)}");
            }
        return lines;
    }

    private static string Text(HttpAnswer got) =>
        $"{got.Status} "
        + string.Join(
            "; ",
            got.Headers.Where(header =>
                    !Moving.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
                )
                .Select(header => $"{header.Key}: {header.Value}")
        );
}
