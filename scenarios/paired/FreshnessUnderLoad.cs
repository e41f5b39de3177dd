using NUnit.Framework;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Freshness;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Paired;

/// <summary>Step 5B.2: how fresh the candidate's playlists are while the profile's swarm is served, against those of step 5.5.</summary>
/// <param name="unloaded">What step 5.5 saw while nobody but the meters asked; null where it did not come so far.</param>
internal sealed class FreshnessUnderLoad(
    ServedStream stream,
    Promise promise,
    LiveOrigin live,
    IReadOnlyList<FreshnessSeen>? unloaded
)
{
    public const string Command =
        ProfileLoad.Command + "; watch -n0.05 curl -s http://127.0.0.1:17080/stream.m3u8 meanwhile";

    private const string UnderLoad = "under load";

    public async Task CheckAsync(Step step)
    {
        var (candidate, control) = (live.Candidates[0], live.Control);
        using var watch = FreshnessWatch.Start(stream, [candidate, control], Bounds.Load);
        // What fails must end the other, not leave it running behind the exception.
        using var together = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
        var seeing = watch.SeeAsync(progress: null, together.Token);
        var loading = ProfileLoad.JudgeAsync(step, Loaded.By(candidate, stream), together.Token);
        try
        {
            await await Task.WhenAny(seeing, loading);
            await Task.WhenAll(seeing, loading);
        }
        catch
        {
            await together.CancelAsync();
            await ((Task)Task.WhenAll(seeing, loading)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing
            );
            throw;
        }
        // Before freshness is judged: what a dead part served or did not serve is no verdict on a configuration.
        live.MustRun();
        var seen = await seeing;
        foreach (var one in seen)
            Record(step, one);
        FreshnessEvidence.Keep(step, watch, seen, UnderLoad);
        step.Saw($"Freshness {UnderLoad}:");
        FreshnessTable.Write(step, seen);
        Compare(step, seen);
        if (await loading)
            Judge(step, watch, seen[0], control: seen[1]);
        else
            step.CannotTell(
                Claim(seen[0], "its playlists"),
                "to be measured under the profile's load",
                "what the swarm was is not known",
                Outcome
            );
    }

    // Where nothing is promised, freshness is no outcome of the run.
    private string? Outcome => promise.Fresh is null ? null : "freshness";

    private void Judge(Step step, FreshnessWatch watch, FreshnessSeen seen, FreshnessSeen control)
    {
        StreamPublished.Judge(step, stream, live, watch);
        var unknown = seen.Unknown.Concat(control.Unknown).ToArray();
        foreach (var (what, why) in unknown)
            step.CannotTell($"{what} {UnderLoad}", "to be measured", why, Outcome);
        if (unknown.Length > 0)
            return;
        var (bound, because) = promise.Fresh is { } fresh
            ? (fresh, $"{fresh.TotalSeconds} s are promised")
            : (
                seen.Predicted.Window.High,
                $"how long its configuration keeps a playlist: {seen.Predicted.Because}"
            );
        foreach (var ((of, one), (_, other)) in seen.Both.Zip(control.Both))
        {
            step.Expect(
                $"{seen.Name}, {of}: answers that could not be judged {UnderLoad}",
                one.ErrorCount,
                Is.Zero
            );
            // What the control shows has no cache in it: so much the machine adds, and no configuration.
            if (one.Max > bound + Bounds.Floor && other.Max > Bounds.Floor)
                step.CannotTell(
                    Claim(seen, of),
                    $"at most {(bound + Bounds.Floor).TotalSeconds:0.0} s",
                    $"{one.Max.TotalSeconds:0.000} s, but the control, which has no cache, shows {other.Max.TotalSeconds:0.000} s too, so this machine is slow",
                    Outcome
                );
            else
                step.Expect(
                    Claim(seen, of),
                    one.Max,
                    Is.LessThanOrEqualTo(bound + Bounds.Floor),
                    $"{because}, plus the measuring error, as in 5.5",
                    Outcome
                );
        }
    }

    private static string Claim(FreshnessSeen seen, string of) =>
        $"{seen.Name}, {of}: as fresh {UnderLoad} as without it";

    private void Compare(Step step, IReadOnlyList<FreshnessSeen> seen)
    {
        foreach (var one in seen)
        {
            var without = unloaded?.FirstOrDefault(other => other.Name == one.Name);
            step.Saw(
                $"{one.Name}: maximum {UnderLoad}: {Shown(one)}; "
                    + (
                        without is null
                            ? "without load: not measured in 5.5"
                            : $"without load (5.5): {Shown(without)}"
                    )
            );
        }
    }

    private static string Shown(FreshnessSeen seen) =>
        string.Join(
            ", ",
            seen.Both.Select(pair => $"{pair.Of} {pair.Seen.Max.TotalSeconds:0.000} s")
        );

    private static void Record(Step step, FreshnessSeen one)
    {
        step.Measure(one.Stream.AsMeasurement($"staleness {UnderLoad}"));
        if (one.Probes is { } probes)
            step.Measure(probes.AsMeasurement($"staleness of probe playlists {UnderLoad}"));
    }
}
