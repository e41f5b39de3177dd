using NUnit.Framework;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Sampling;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.Rollouts;

/// <summary>Step 5.5 of a rollout: how old the live playlists are that viewers get, and probes in their locations.</summary>
/// <param name="promise">How long a superseded version may be served; null where nothing is promised.</param>
/// <param name="mayBeStaler">Somebody has listed the changes: what they do to freshness is as listed.</param>
internal sealed class LiveFreshness(Rollout rollout, TimeSpan? promise, bool mayBeStaler)
{
    // Dense enough for the bound of a second, and little for an origin that others use.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // A stream is one or a few locations; each is watched by itself, at the same time.
    private const int MostPlaces = 4;

    // Without probes there is one window a publication, and not one a probe.
    private const int LongerAlone = 2;

    private readonly LiveProbes probes = new(rollout);
    private readonly TargetFreshness outside = new(rollout.Target, promise);
    private readonly Dictionary<string, TimeSpan> longest = [];

    /// <summary>The oldest that a live playlist was seen; null where it was not watched.</summary>
    public TimeSpan? LongestOf(string uri) => longest.TryGetValue(uri, out var seen) ? seen : null;

    public async Task CheckAsync(Step step)
    {
        var all = rollout.Places(rollout.Server.Load());
        if (!await IsServedAsync(step))
            return;
        var watched = all.Where(place => place.Live.File is not null).Take(MostPlaces).ToArray();
        foreach (var left in all.Except(watched))
            step.Find(
                left.Live.File is null
                    ? $"{left.Live.Uri}: without access to the files, a delay common to all responses cannot be detected"
                    : $"{left.Location} was not watched: {MostPlaces} locations are",
                "only the configuration tells how long it is served old",
                "give --target URL with the playlist to check",
                kind: FindingKind.NotSeen,
                effect: Effect.Stale
            );
        var looks = new List<Look>();
        try
        {
            foreach (var place in watched)
                looks.Add(await LookAsync(step, place));
            var duration =
                Bounds.Watching(Bounds.Unchanged)
                * (looks.Exists(look => look.Probes is null) ? LongerAlone : 1);
            await SeeAsync(step, looks, duration);
        }
        finally
        {
            foreach (var look in looks)
                await look.DisposeAsync();
        }
    }

    // What served viewers before the change and does not now is no trouble of the measurement's.
    private async Task<bool> IsServedAsync(Step step)
    {
        try
        {
            await rollout.Target.FindAsync(step.Ct);
            return true;
        }
        catch (CannotRun gone)
        {
            return step.Expect(
                $"the live playlist is served ({rollout.Target.Path})",
                gone.Message,
                Is.Null,
                proves: promise is null ? null : "freshness"
            );
        }
    }

    private async Task<Look> LookAsync(Step step, LivePlace place)
    {
        var (uri, file) = (place.Live.Uri, place.Live.File!);
        var plan = ProbePlan.For(
            place.Is(uri).Window,
            Bounds.Watching(Bounds.Unchanged),
            Bounds.BoundWithin,
            int.MaxValue
        );
        var beside = probes.Beside(place, uri, file, plan.Files);
        if (beside.Count == 0)
        {
            step.Find(
                $"no probe can be placed next to {uri}: {place.Names(uri, file).None}",
                "the live playlist itself is watched for twice as long; it shows only the moments at which it is published, and the configuration predicts the rest",
                "to measure it, serve it from a location that answers other names in the folder too",
                kind: FindingKind.NotSeen,
                effect: Effect.Stale
            );
            return new(place, null, plan, Publications(file));
        }
        var borrowed = await LiveProbes.BorrowAsync(step, beside);
        var look = new Look(
            place,
            ProbePlaylists.Start([.. beside.Select(one => one.File)], Random.Shared.Next()),
            plan with
            {
                Files = beside.Count,
            },
            Publications(file)
        )
        {
            Beside = beside,
            Borrowed = borrowed,
        };
        try
        {
            return look with
            {
                Doubt = await LiveProbes.DoubtAsync(place, uri, beside[0], step.Ct),
            };
        }
        catch
        {
            await look.DisposeAsync();
            throw;
        }
    }

    private static PublicationWatch Publications(string file) =>
        PublicationWatch.Start(Path.GetDirectoryName(file)!, Path.GetFileName(file));

    private async Task SeeAsync(Step step, IReadOnlyList<Look> looks, TimeSpan duration)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
        var fromOutside = outside.SeeAsync(step, together.Token);
        var seen = looks
            .Select(look =>
                look.SeeAsync(probes.Watched(look.Place), Interval, duration, together.Token)
            )
            .ToArray();
        try
        {
            await Task.WhenAll([fromOutside, .. seen]);
        }
        catch
        {
            await together.CancelAsync();
            throw;
        }
        outside.Judge(step, await fromOutside, isLowerBound: looks.Count == 0);
        foreach (var (look, got) in looks.Zip(seen))
            Judge(step, look, await got);
    }

    private void Judge(Step step, Look look, (Staleness Live, Staleness? Probes) seen)
    {
        var (uri, place) = (look.Place.Live.Uri, look.Place);
        var (was, now) = (place.Was(uri), place.Is(uri));
        var proves = promise is null ? null : "freshness";
        var limit = promise ?? (mayBeStaler || was.Unknown is not null ? null : was.Window.High);
        var why = promise is { } fresh
            ? $"{fresh.TotalSeconds} s are promised"
            : $"as before the change ({was.Because})";
        if (now.Unknown is { } unknown)
            step.CannotTell(
                $"{uri}: how long its configuration keeps it",
                "to be predicted",
                unknown,
                proves
            );
        else if (limit is { } most)
            step.Expect(
                $"{uri}: longest time that the configuration in force keeps it",
                now.Window.High,
                Is.LessThanOrEqualTo(most),
                $"{why}; in force is {now.Because}",
                proves
            );
        if (seen.Live.Inconclusive is null)
            longest[uri] = seen.Live.Max;
        Bounded(step, $"{uri} itself", seen.Live, now, limit, why, proves);
        if (seen.Probes is not { } probed)
            return;
        if (look.Doubt is { } doubt)
            step.CannotTell(
                $"probes next to {uri} are answered like it",
                "by the same location",
                doubt,
                proves
            );
        else
            Bounded(step, $"probes beside {uri}", probed, now, limit, why, proves);
    }

    private static void Bounded(
        Step step,
        string of,
        Staleness seen,
        CachePrediction now,
        TimeSpan? limit,
        string why,
        string? proves
    )
    {
        var claim = $"{of}: longest time served old";
        if (seen.Inconclusive is { } unknown)
        {
            step.CannotTell(claim, "to be measured", unknown, proves);
            return;
        }
        step.Measure(
            seen.AsMeasurement($"staleness of {of}") with
            {
                Id = Figure.Staleness,
                Subject = Figure.Candidate,
            }
        );
        step.Saw(
            $"{of}: served old for up to {seen.Max.TotalSeconds:0.000} s in {seen.Count} answers, {seen.Windows} windows, by {seen.Workers.Count} workers"
        );
        if (now.Unknown is null)
            step.Expect(
                $"{of}: at most as old as its configuration predicts",
                seen.Max,
                Is.LessThanOrEqualTo(now.Window.High + Bounds.Floor),
                $"{now.Window} by {now.Because}, plus the measuring error"
            );
        if (limit is { } most)
            step.Expect(
                claim,
                seen.Max,
                Is.LessThanOrEqualTo(most + Bounds.Floor),
                $"{why}; the bound adds the measuring error",
                proves
            );
    }

    /// <summary>One place while it is looked at.</summary>
    /// <param name="Probes">Null where its location answers no other name.</param>
    private sealed record Look(
        LivePlace Place,
        ProbePlaylists? Probes,
        ProbePlan Plan,
        PublicationWatch Publications
    ) : IAsyncDisposable
    {
        public IReadOnlyList<Probed> Beside { get; init; } = [];
        public IAsyncDisposable? Borrowed { get; init; }
        public string? Doubt { get; init; }

        public async Task<(Staleness Live, Staleness? Probes)> SeeAsync(
            WatchedEndpoint watched,
            TimeSpan interval,
            TimeSpan duration,
            CancellationToken ct
        )
        {
            var live = new StalenessMeter(Publications).MeasureAsync(
                new(new(Place.Live.Uri, interval, Random.Shared.Next()), duration),
                [watched],
                progress: null,
                ct
            );
            var probed = Probes is null
                ? null
                : new ProbedStaleness(Probes).MeasureAsync(
                    [new(watched, Plan, Place.Is(Place.Live.Uri).Window, i => Beside[i].Uri)],
                    Place.Live.Uri,
                    duration,
                    Random.Shared.Next(),
                    ct
                );
            return (
                (await live).Single().Value,
                probed is null ? null : (await probed).Single().Value
            );
        }

        public async ValueTask DisposeAsync()
        {
            Publications.Dispose();
            Probes?.Dispose();
            if (Borrowed is not null)
                await Borrowed.DisposeAsync();
        }
    }
}
