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
                    "what comes all at once is the joining; later than three target durations, a viewer is behind the part that it came for"
                ),
            ],
            "extreme" => Strained(target, errors: 5, disturbed: 5),
            _ => Undisturbed(target),
        };

    private static Threshold[] Undisturbed(TimeSpan target) =>
        [
            Threshold.Of("joined==100%", "everybody who comes gets to see something"),
            Threshold.Of(
                "gaveup==0",
                "a viewer that left sees nothing any more, and fails no more"
            ),
            Threshold.Of("errors<0.1%", "one in a thousand is what a retry hides"),
            Threshold.Of(
                "stalls==0",
                "viewers start three target durations behind: nothing here may use that up"
            ),
            Threshold.Of("skipped==0", "a segment given up is a hole in the picture"),
            Threshold.Of("expired==0", "a segment that nobody could fetch in time is one too"),
            Threshold.Of(
                $"playlist.p99<{TimeText.Of(target / 2)}",
                "an unchanged playlist is asked for again after half a target duration: the answer has to be there by then"
            ),
            Threshold.Of(
                $"segment.p99<{TimeText.Of(target / 2)}",
                "half a target duration: beyond it a player has no time to catch up"
            ),
        ];

    // In percent. These profiles look for the limit, with few retries and little patience: a few viewers may feel it.
    private static Threshold[] Strained(TimeSpan target, double errors, int disturbed) =>
        [
            Threshold.Of(
                $"joined>={100 - disturbed}%",
                "the profile strains the server: few may be turned away"
            ),
            Threshold.Of(
                $"gaveup<{disturbed}%",
                "the profile strains the server: few may be driven away"
            ),
            Threshold.Of(
                FigureText.Invariant($"errors<{errors}%"),
                "the profile strains the server, with few retries"
            ),
            Threshold.Of(
                $"stalled.viewers<{disturbed}%",
                "the profile strains the server: few viewers may feel it"
            ),
            Threshold.Of($"skipped<{disturbed}%", "as few holes as viewers that may feel it"),
            Threshold.Of($"expired<{disturbed}%", "holes too: gone before they were fetched"),
            Threshold.Of(
                $"segment.p99<{TimeText.Of(target)}",
                "a target duration: slower, and a viewer falls behind for good"
            ),
        ];

    private static IEnumerable<Threshold> OfTheStream(LoadTarget target, bool toTheEnd)
    {
        if (target.IsLive)
        {
            yield return Threshold.Of(
                $"standstill<={TimeText.Of(target.LongestStandstill)}",
                "a new version within 1.5 target durations (RFC 8216 section 6.2.1), seen half of one later at the latest"
            );
            yield return Threshold.Of(
                "regressions==0",
                "a playlist only goes on (RFC 8216 section 6.2.1): one that went back came from a stale copy"
            );
        }
        else if (toTheEnd)
            yield return Threshold.Of("ended==100%", "it lasts until everybody has seen the end");
    }
}
