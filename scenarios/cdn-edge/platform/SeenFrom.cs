using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>Asks one place again and again until it shows a change.</summary>
internal static class SeenFrom
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>When it was asked first by one who was shown the change, and how many had not been shown it before.</summary>
    /// <param name="shows">One question, and whether its answer shows the change.</param>
    /// <param name="patience">After so long it counts as not seen: null.</param>
    public static async Task<Sight> AskAsync(
        Func<Task<bool>> shows,
        TimeSpan between,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var began = Instant.Now;
        for (var without = 0; ; without++)
        {
            if (await shows())
                return new(Instant.Now, without);
            if (Instant.Now - began > patience)
                return new(null, without + 1);
            await Task.Delay(between, ct);
        }
    }

    /// <summary>Whether an edge answers with a video's playlist.</summary>
    public static async Task<bool> EdgeAsync(Endpoint edge, string master, CancellationToken ct) =>
        (await FreshAnswer.ToAsync(edge, HttpAsk.Get(master), Timeout, ct)).Status == 200;
}

/// <param name="At">When the change was shown; null for never.</param>
/// <param name="Without">How many answers did not show it.</param>
internal sealed record Sight(Instant? At, int Without);
