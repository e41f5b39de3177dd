namespace Verify.Scenarios.Load;

/// <summary>What has to hold where the user says nothing else, by swarm profile, each with its reason.</summary>
internal static class DefaultThresholds
{
    /// <summary>The profile's, for metrics that the user has set no threshold for, and the user's.</summary>
    public static IReadOnlyList<Threshold> With(
        IReadOnlyList<Threshold> given,
        string profile,
        LoadTarget target,
        bool toTheEnd
    ) =>
        [
            .. Of(profile, target.TargetDuration)
                .Concat(OfTheStream(target, toTheEnd))
                .Where(one => given.All(user => user.Metric != one.Metric)),
            .. given,
        ];

    private static Threshold[] Of(string profile, TimeSpan target) =>
        profile switch
        {
            "stress" => Strained(target, errors: 0.5, disturbed: 1),
            "burst" =>
            [
                .. Strained(target, errors: 1, disturbed: 1),
                Threshold.Of(
                    $"join.p99<{TimeText.Of(target * 3)}",
                    "all viewers join at once; one that waits longer than three target durations has missed the start"
                ),
            ],
            "extreme" => Strained(target, errors: 5, disturbed: 5),
            _ => Undisturbed(target),
        };

    private static Threshold[] Undisturbed(TimeSpan target) =>
        [
            Threshold.Of("joined==100%", "every viewer gets to see something"),
            Threshold.Of(
                "gaveup==0",
                "a viewer that left sees nothing, and its errors are no longer counted"
            ),
            Threshold.Of("errors<0.1%", "retries hide one error in a thousand"),
            Threshold.Of(
                "stalls==0",
                "viewers start three target durations behind live, and nothing may use up this buffer"
            ),
            Threshold.Of("skipped==0", "a viewer sees a gap where a segment was given up"),
            Threshold.Of("expired==0", "a segment that could not be fetched in time is a gap too"),
            Threshold.Of(
                $"playlist.p99<{TimeText.Of(target / 2)}",
                "players reload an unchanged playlist after half a target duration, so the answer must be there by then"
            ),
            Threshold.Of(
                $"segment.p99<{TimeText.Of(target / 2)}",
                "half a target duration; a player that waits longer cannot catch up"
            ),
        ];

    // In percent. These profiles look for the limit, with few retries and little patience: a few viewers may feel it.
    private static Threshold[] Strained(TimeSpan target, double errors, int disturbed) =>
        [
            Threshold.Of(
                $"joined>={100 - disturbed}%",
                "the profile strains the server; a few viewers may be turned away"
            ),
            Threshold.Of(
                $"gaveup<{disturbed}%",
                "the profile strains the server; a few viewers may give up"
            ),
            Threshold.Of(
                FigureText.Invariant($"errors<{errors}%"),
                "the profile strains the server and retries little"
            ),
            Threshold.Of(
                $"stalled.viewers<{disturbed}%",
                "the profile strains the server; a few viewers may notice"
            ),
            Threshold.Of($"skipped<{disturbed}%", "no more gaps than viewers that may notice"),
            Threshold.Of(
                $"expired<{disturbed}%",
                "segments removed before they were fetched are gaps too"
            ),
            Threshold.Of(
                $"segment.p99<{TimeText.Of(target)}",
                "a target duration; slower, and a viewer never catches up"
            ),
        ];

    private static IEnumerable<Threshold> OfTheStream(LoadTarget target, bool toTheEnd)
    {
        if (target.IsLive)
        {
            yield return Threshold.Of(
                $"standstill<={TimeText.Of(target.LongestStandstill)}",
                "a new version is due within 1.5 target durations (RFC 8216 section 6.2.1) and seen at most half a target duration later"
            );
            yield return Threshold.Of(
                "regressions==0",
                "a playlist never goes backwards (RFC 8216 section 6.2.1); one that did came from a stale copy"
            );
        }
        else if (toTheEnd)
            yield return Threshold.Of(
                "ended==100%",
                "the load lasts until every viewer has seen the end"
            );
    }
}
