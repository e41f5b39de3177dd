using System.Globalization;
using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Origin.Edge;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Part of step 5.8: many ask for what is not there yet, and then it is.</summary>
internal static class MissingObjects
{
    // As designed each waits for the one before it, in steps of 500 ms: so many show it in 4 s.
    private const int Viewers = 8;

    // nginx counts in whole seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <summary>Most of it is waiting, beside which other trials can go on.</summary>
    public static Task<Seen[]> SeenAsync(PlatformInRun platform, CancellationToken ct) =>
        Task.WhenAll(platform.Cached.Select(design => OfAsync(platform, design, ct)));

    public static void Judge(Step step, IReadOnlyList<Seen> all)
    {
        foreach (var seen in all)
        {
            step.Saw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{seen.Design}: {Viewers} viewers of a missing object, {seen.Requests} requests at S3, the last answered after {seen.Longest.TotalSeconds:0.0} s"
                )
            );
            var isCured = seen.Design == PlatformInRun.Cured;
            step.Expect(
                $"{seen.Design}, {Viewers} viewers of a missing object: requests at S3",
                seen.Requests,
                Is.EqualTo(isCured ? 1 : Viewers),
                isCured
                    ? "that it is missing is kept for a second"
                    : "by reading: only 200 is kept, so that nobody's answer helps another"
            );
            step.Expect(
                $"{seen.Design}, a missing object is stored: the next viewer's answer",
                seen.Then,
                Is.EqualTo("200"),
                $"that it was missing is kept for {CuredEdge.MissingValid.TotalSeconds:0} s at most, and nginx counts in whole seconds"
            );
            if (!isCured)
                step.Find(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"as designed, {Viewers} viewers who ask at once for a segment that is not there yet are {seen.Requests} requests at S3, one after the other: the last is told so after {seen.Longest.TotalSeconds:0.0} s"
                    ),
                    "an answer that is not kept frees the lock for the next one only, who looks at it every 500 ms; after 5 s (proxy_cache_lock_timeout) all are passed on",
                    "keep 403 and 404 for a second (proxy_cache_valid)",
                    FindingKind.Before,
                    Effect.Slow
                );
        }
    }

    private static async Task<Seen> OfAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var one = StoredObject.Playlist(StoredObject.NewPlaylistKey(), design);
        var endpoint = platform.Edge(design).Endpoint;
        var answers = await Crowd.AskAsync(endpoint, HttpAsk.Get(one.Path), Viewers, ct);
        var requests = (await one.AskedAsync(platform, design, ct)).Count;
        await one.PutAsync(platform, design, ct);
        // What the edge keeps of it being missing has ended by then.
        await Task.Delay(CuredEdge.MissingValid + Rounding, ct);
        return new(
            design,
            requests,
            answers.Max(answer => answer.Answer?.RoundTrip ?? Crowd.Patience),
            (await Crowd.OneAsync(endpoint, HttpAsk.Get(one.Path), ct)).Status
        );
    }

    public sealed record Seen(string Design, int Requests, TimeSpan Longest, string Then);
}
