using Verify.Instruments.Files;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Probe;
using Verify.Scenarios.Invalidations;

namespace Verify.Scenarios.Rollouts;

/// <summary>How long a replaced file is served old where viewers' own are answered: beside the live ones, as they are.</summary>
internal sealed class LiveInvalidation(Rollout rollout)
{
    private readonly LiveProbes probes = new(rollout);

    /// <summary>Whether its location answers any other name.</summary>
    public bool CanProbe(LivePlace place, string uri, string file) =>
        probes.Beside(place, uri, file, 1).Count > 0;

    /// <summary>Replaces probes beside a live file, and sees until when they are served old.</summary>
    /// <param name="what">What is replaced, as it is said.</param>
    /// <param name="changes">How many of them.</param>
    /// <param name="watched">How long they are asked for at most.</param>
    /// <returns>What was seen; null where that has been said to be impossible.</returns>
    public async Task<LiveInvalidationSeen?> SeeAsync(
        Step step,
        LivePlace place,
        string what,
        string uri,
        string? file,
        int changes,
        TimeSpan watched,
        string? proves
    )
    {
        if (file is null)
        {
            step.Saw($"{uri}: not tested, because its files are not on this machine");
            return null;
        }
        var beside = probes.Beside(place, uri, file, changes + 1);
        if (beside.Count == 0)
        {
            step.Find(
                $"no probe can be placed next to {uri}: {place.Names(uri, file).None}",
                "only the live file itself could be watched, at the moments at which it is published; for all others, only the configuration tells how long it is served old",
                "to measure it, serve it from a location that answers other names in the folder too",
                kind: FindingKind.NotSeen,
                effect: Effect.Stale
            );
            return null;
        }
        // The meter makes and removes them; should it not come to that, the journal knows.
        await using var borrowed = await LiveProbes.BorrowAsync(step, beside);
        var doubt = await DoubtAsync(place, uri, beside[^1], step.Ct);
        if (doubt is not null)
        {
            step.CannotTell(
                $"{what} next to {uri} is answered like it",
                "by the same location",
                doubt,
                proves
            );
            return null;
        }
        var all = await InvalidationMeter.MeasureAsync(
            // What a worker remembers of the one that was asked for is not the meter's.
            [.. beside.SkipLast(beside.Count > 1 ? 1 : 0).Select(one => Probe(what, one))],
            [probes.Watched(place)],
            new(place.Live.Uri, Random.Shared.Next())
            {
                Fine = ServedOld.Interval,
                Coarse = ServedOld.Interval,
                Limit = watched,
            },
            progress: null,
            step.Ct
        );
        return new($"{what} beside {uri}", all);
    }

    /// <summary>Which state it was in is told by its bytes; it is one of the kind that the live file is.</summary>
    private static InvalidationProbe Probe(string what, Probed one) =>
        new(what, InvalidationKind.Replaced, one.File, one.Uri);

    private static async Task<string?> DoubtAsync(
        LivePlace place,
        string uri,
        Probed probe,
        CancellationToken ct
    )
    {
        try
        {
            WrittenFile.Make(probe.File, Probe("", probe).Old.Span);
            return await LiveProbes.DoubtAsync(place, uri, probe, ct);
        }
        finally
        {
            File.Delete(probe.File);
        }
    }
}

/// <summary>What was seen of replaced files in one location.</summary>
internal sealed record LiveInvalidationSeen(string What, IReadOnlyList<Invalidation> All)
{
    public string? Inconclusive =>
        All.Select(one => one.Inconclusive).FirstOrDefault(why => why is not null);

    /// <summary>The longest of them.</summary>
    public Invalidation Longest => All.MaxBy(one => one.LastOld)!;
}
