using NUnit.Framework;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Invalidations;

namespace Verify.Scenarios.Rollouts;

/// <summary>What viewers get from the live server: before the change, with it, and once it has been taken back.</summary>
/// <param name="expected">The changes that somebody has listed; null where nobody has.</param>
internal sealed class LiveBehaviour(Rollout rollout, IReadOnlyList<ExpectedChange>? expected = null)
{
    public const string Command =
        "curl -si URL  # headers; and how long a replaced probe next to it is served old";

    // At several phases of the cache's second; where it is only asked which configuration is in force, two will do.
    private const int Changes = 6;
    private const int InForce = 2;

    private readonly LiveInvalidation invalidation = new(rollout);
    private TimeSpan candidate = Bounds.Fresh;
    private LiveFreshness? watched;

    public LiveHeaders Headers { get; } = new(rollout, expected);

    public async Task BeforeAsync(Step step)
    {
        await Headers.RememberAsync(step);
        await BaselineAsync(step, proves: null);
    }

    public async Task IsBackAsync(Step step)
    {
        await Headers.AreBackAsync(step);
        await BaselineAsync(step, "rollback");
    }

    private async Task BaselineAsync(Step step, string? proves)
    {
        var place = rollout.Places(rollout.Baseline)[0];
        if (place.Was(place.Live.Uri) is not { Unknown: null } predicted)
        {
            step.Saw(
                $"{place.Live.Uri}: the configuration does not tell how long it is served old"
            );
            return;
        }
        var seen = await invalidation.SeeAsync(
            step,
            place,
            "playlist replaced",
            place.Live.Uri,
            place.Live.File,
            InForce,
            ServedOld.Watched(predicted.Window, candidate),
            proves
        );
        if (seen is null)
            return;
        if (seen.Inconclusive is { } why)
            step.CannotTell(seen.What, "to be measured", why, proves);
        else
        {
            // How much longer nobody waited to see: it only has to be told from the candidate's.
            if (proves is null)
                step.Measure(
                    new(
                        $"{seen.What}, before the change",
                        seen.Longest.LastOld.TotalSeconds,
                        "s",
                        seen.All.Count,
                        Low: seen.Longest.LastOld.TotalSeconds,
                        Source: "watched until it is longer than the candidate's can be, and no longer"
                    )
                    {
                        Id = Figure.ManifestReplaced,
                        Subject = Figure.Baseline,
                    }
                );
            ServedOld.Judge(step, seen.Longest, predicted.Window, candidate, proves);
        }
    }

    /// <summary>Step 5.6: how long a replaced file is served old, in every location that answers for what is live.</summary>
    /// <param name="limit">For playlists, whatever is predicted; null where nothing is promised.</param>
    /// <param name="freshness">What step 5.5 saw of the live playlists themselves.</param>
    public async Task CandidateAsync(Step step, TimeSpan? limit, LiveFreshness freshness)
    {
        watched = freshness;
        foreach (var place in rollout.Places(rollout.Server.Load()))
        {
            await OneAsync(
                step,
                place,
                "playlist replaced",
                place.Live.Uri,
                place.Live.File,
                limit
            );
            // The newest that is listed by now: those of before have left the playlist, and the disk.
            if (LivePlaylists.Newest(place.Live) is { } segment)
                await OneAsync(
                    step,
                    place,
                    "segment replaced",
                    segment,
                    place.Now.FileOf(segment).Path,
                    limit: null
                );
        }
    }

    private async Task OneAsync(
        Step step,
        LivePlace place,
        string what,
        string uri,
        string? file,
        TimeSpan? limit
    )
    {
        var isPlaylist = uri == place.Live.Uri;
        var proves = isPlaylist ? "invalidation" : null;
        var (was, now) = (place.Was(uri), place.Is(uri));
        if (now.Unknown is { } unknown)
        {
            step.CannotTell($"{what} beside {uri}", "to be predicted", unknown, proves);
            return;
        }
        if (isPlaylist)
            candidate = now.Window.High;
        var longest = now.Window.High > was.Window.High ? now.Window.High : was.Window.High;
        if (longest > Bounds.LongestWatched)
        {
            step.Saw($"{what} beside {uri}: not waited for, its window is {now.Window}");
            return;
        }
        var seen = await invalidation.SeeAsync(
            step,
            place,
            what,
            uri,
            file,
            isPlaylist ? Changes : InForce,
            now.Window.High + Bounds.Fresh + 2 * Bounds.Floor,
            proves
        );
        if (seen is { Inconclusive: { } why })
            step.CannotTell(seen.What, "to be measured", why, proves);
        else if (seen is not null)
            Judge(step, seen, was, now, limit, proves);
        else if (
            isPlaylist
            && file is not null
            && !invalidation.CanProbe(place, uri, file)
            && watched?.LongestOf(uri) is { } live
        )
            Bounded(step, $"{uri} itself", live, was, now, limit, proves);
    }

    private void Judge(
        Step step,
        LiveInvalidationSeen seen,
        CachePrediction was,
        CachePrediction now,
        TimeSpan? limit,
        string? proves
    )
    {
        var old = seen.Longest.LastOld;
        step.Measure(
            new(
                seen.What,
                old.TotalSeconds,
                "s",
                seen.All.Count,
                Source: "from the change to the last answer that shows the old state, the longest of the changes"
            )
            {
                // An outcome is promised of playlists alone.
                Id = proves is null ? Figure.SegmentReplaced : Figure.ManifestReplaced,
                Subject = Figure.Candidate,
            }
        );
        Bounded(step, seen.What, old, was, now, limit, proves);
    }

    private void Bounded(
        Step step,
        string what,
        TimeSpan old,
        CachePrediction was,
        CachePrediction now,
        TimeSpan? limit,
        string? proves
    )
    {
        step.Expect(
            $"{what}: longest time served old",
            old,
            Is.LessThanOrEqualTo(now.Window.High + Bounds.Floor),
            $"as its configuration predicts ({now.Because}), plus the measuring error",
            proves
        );
        // The changes that were tried may all have met entries near their end; what is in force keeps others longer.
        var (most, why) =
            limit is { } promised ? (promised, $"{promised.TotalSeconds} s are promised")
            : expected is null && was.Unknown is null
                ? (was.Window.High, $"no longer than before the change ({was.Because})")
            : ((TimeSpan?)null, "");
        if (most is not { } longest)
            return;
        step.Expect(
            $"{what}: longest time that the configuration in force keeps it",
            now.Window.High,
            Is.LessThanOrEqualTo(longest),
            $"{why}; in force is {now.Because}",
            proves
        );
        step.Expect(
            $"{what}: served old no longer than allowed",
            old,
            Is.LessThanOrEqualTo(longest + Bounds.Floor),
            $"{why}; the bound adds the measuring error",
            proves
        );
    }
}
