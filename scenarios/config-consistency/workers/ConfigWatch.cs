namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>A viewer at one colo that asks again and again until it sees a configuration of some version.</summary>
internal sealed class ConfigWatch
{
    // Often beside what is looked for, and rare enough that a few dozen viewers do not fill two processors.
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(40);

    private readonly List<PlaylistAnswer> answers = [];

    private ConfigWatch(string colo) => Colo = colo;

    public string Colo { get; }

    /// <summary>The first answer: whatever was kept of it was kept after this was asked for.</summary>
    public PlaylistAnswer First => answers[0];

    public IReadOnlyList<PlaylistAnswer> Answers => answers;

    /// <summary>The first that has the version; null where none came in time.</summary>
    public PlaylistAnswer? Seen { get; private set; }

    /// <summary>How long after a moment an older version was still served, as far as it was asked for: never more than is true.</summary>
    public TimeSpan OldFor(TimeSpan moment, int version) =>
        answers
            .Where(one => one.Version < version && one.Sent > moment)
            .Select(one => one.Sent - moment)
            .DefaultIfEmpty(TimeSpan.Zero)
            .Max();

    /// <summary>One viewer at each colo, from before the change on, until each has seen it or lost patience.</summary>
    /// <param name="change">Made when every colo has answered once.</param>
    public static async Task<(IReadOnlyList<ConfigWatch> Watches, ChangeAnswer Change)> RunAsync(
        IReadOnlyList<ColoAsk> colos,
        Func<CancellationToken, Task<ChangeAnswer>> change,
        int version,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var watches = new List<ConfigWatch>();
        foreach (var colo in colos)
        {
            var watch = new ConfigWatch(colo.Colo);
            watch.answers.Add(await colo.AskAsync(ct));
            watches.Add(watch);
        }
        var watching = colos
            .Zip(watches)
            .Select(pair => pair.Second.WatchAsync(pair.First, version, patience, ct))
            .ToArray();
        var answer = await change(ct);
        await Task.WhenAll(watching);
        return (watches, answer);
    }

    private async Task WatchAsync(
        ColoAsk colo,
        int version,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var end = First.Sent + patience;
        while (Seen is null && answers[^1].Received < end)
        {
            await Task.Delay(BetweenAsks, ct);
            var answer = await colo.AskAsync(ct);
            answers.Add(answer);
            if (answer.Version >= version)
                Seen = answer;
        }
    }
}
