namespace Verify.Instruments.Replay;

/// <summary>One answer of one worker for one file, for a replay.</summary>
/// <param name="From">No earlier was it made.</param>
/// <param name="To">No later.</param>
/// <param name="Version">What it showed, numbered as the file's versions on disk are.</param>
public readonly record struct ReplayedAnswer(DateTimeOffset From, DateTimeOffset To, int Version);

/// <summary>
/// Replays nginx's open_file_cache over the requests that a worker really got for a file, and counts the answers
/// that it cannot have given.
/// </summary>
/// <remarks>
/// The rule (src/core/ngx_open_file_cache.c): an entry made in second s answers while <c>now - s &lt; valid</c>, in
/// whole seconds; the first request after that looks the file up and makes it anew. When within its round trip a
/// request was handled is not known, so all entries that there can be are carried along, and an answer disagrees
/// only if none of them gives it: too old and too new alike.
/// </remarks>
public static class CacheReplay
{
    // Between the two clocks, and between nginx reading its own and using it.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(5);

    /// <param name="published">When each version took its place on disk, and how exactly that is known.</param>
    /// <returns>The answers that disagree, in order.</returns>
    public static IReadOnlyList<ReplayedAnswer> Disagreeing(
        TimeSpan valid,
        IEnumerable<ReplayedAnswer> answers,
        IReadOnlyList<(DateTimeOffset At, TimeSpan Error)> published
    )
    {
        var lives = (long)valid.TotalSeconds;
        var wrong = new List<ReplayedAnswer>();
        // What is not asked for yet has no entry.
        HashSet<(long Made, int Version)> entries = [(long.MinValue / 2, -1)];
        foreach (var answer in answers.OrderBy(one => one.From))
        {
            var (from, to) = (answer.From - Slack, answer.To + Slack);
            HashSet<(long, int)> next = [];
            for (var second = from.ToUnixTimeSeconds(); second <= to.ToUnixTimeSeconds(); second++)
            {
                var begins = DateTimeOffset.FromUnixTimeSeconds(second);
                var (first, last) = OnDisk(
                    published,
                    from > begins ? from : begins,
                    to < begins.AddSeconds(1) ? to : begins.AddSeconds(1)
                );
                foreach (var entry in entries)
                {
                    if (second - entry.Made < lives)
                        next.Add(entry);
                    else if (answer.Version >= first && answer.Version <= last)
                        next.Add((second, answer.Version));
                }
            }
            next.RemoveWhere(entry => entry.Item2 != answer.Version);
            if (next.Count == 0)
            {
                wrong.Add(answer);
                next = Any(answer, from, to, lives);
            }
            entries = next;
        }
        return wrong;
    }

    // After an answer that no entry gives, all that is known is that some entry gave it.
    private static HashSet<(long, int)> Any(
        ReplayedAnswer answer,
        DateTimeOffset from,
        DateTimeOffset to,
        long lives
    ) =>
        [
            .. Range(from.ToUnixTimeSeconds() - Math.Max(0, lives - 1), to.ToUnixTimeSeconds())
                .Select(second => (second, answer.Version)),
        ];

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var i = first; i <= last; i++)
            yield return i;
    }

    private static (int First, int Last) OnDisk(
        IReadOnlyList<(DateTimeOffset At, TimeSpan Error)> published,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var (first, last) = (0, 0);
        for (var i = 0; i < published.Count; i++)
        {
            var (at, error) = published[i];
            if (at + error <= from)
                first = i;
            if (at - error <= to)
                last = i;
        }
        return (first, last);
    }
}
