using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Steps 0.2, 2.1 and 6.1: how often the database is asked for a video that is asked for many times.</summary>
internal static class QueriesPerRequest
{
    public const string Command =
        "for i in $(seq 20); do curl -s http://127.0.0.1:8080/v1/videos/$ID; done; psql -c 'SELECT query, calls FROM pg_stat_statements'";

    private const int Requests = 20;

    public static async Task WithoutAsync(PlatformInRun platform, Step step)
    {
        var queries = await AskAsync(platform, PlatformInRun.Without, step);
        step.Expect(
            $"queries for {Requests} requests",
            queries,
            Is.EqualTo(Requests),
            "without a cache each request is a query"
        );
    }

    public static async Task CachedAsync(PlatformInRun platform, Step step)
    {
        foreach (var design in new[] { PlatformInRun.AsDesigned, PlatformInRun.Cured })
            step.Expect(
                $"{design}: queries for {Requests} requests",
                await AskAsync(platform, design, step),
                Is.EqualTo(1),
                "the first is a miss, whichever process it meets; the others are hits"
            );
    }

    /// <summary>After the cache has been taken away.</summary>
    public static async Task BackAsync(PlatformInRun platform, Step step) =>
        step.Expect(
            $"queries for {Requests} requests",
            await AskAsync(platform, PlatformInRun.Without, step),
            Is.EqualTo(Requests),
            "as in 0.2",
            CdnOutcomes.Rollback
        );

    private static async Task<long> AskAsync(PlatformInRun platform, string design, Step step)
    {
        var apis = platform.Of(design);
        var video = await apis[0].NewVideoAsync("Queries", step.Ct);
        await platform.Stores.Statements(design).ResetAsync(step.Ct);
        var took = new List<double>();
        for (var i = 0; i < Requests; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var shown = await apis[i % apis.Count].VideoAsync(video, step.Ct);
            took.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            if (shown.GetProperty("id").GetGuid() != video)
                throw new CannotRun($"{design} answers with another video: {shown}");
        }
        var queries = await platform.Stores.Statements(design).CallsAsync("FROM videos", step.Ct);
        step.Measure(
            new(
                $"{design}: queries a request",
                (double)queries / Requests,
                "",
                Requests,
                Source: "pg_stat_statements"
            )
            {
                Id = CdnFigures.Queries,
                Subject = design,
            }
        );
        step.Measure(
            new($"{design}: latency, p50", took.Order().ElementAt(Requests / 2), "ms", Requests)
            {
                Id = CdnFigures.Latency,
                Subject = design,
            }
        );
        return queries;
    }
}
