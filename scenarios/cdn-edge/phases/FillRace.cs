using System.Text;
using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>
/// Step 5.2: a reader fills the cache while a writer changes the video, in every order of their acts. Gates make each order;
/// chance would meet the bad ones once in thousands of tries.
/// </summary>
internal static class FillRace
{
    public const string Command =
        "curl http://127.0.0.1:8080/v1/videos/$ID & curl -X POST http://127.0.0.1:8081/v1/videos/$ID/process  # act by act";

    private const string Acknowledged = "PROCESSING";

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var table = new StringBuilder("design,order,shown,predicted_stale\n");
        foreach (var design in platform.Cached)
            if (design == PlatformInRun.Cured)
                JudgeCured(
                    step,
                    await AllAsync(platform, design, RaceOrder.WriteThenDelete, table, step)
                );
            else
                JudgeDesigned(
                    step,
                    await AllAsync(platform, design, RaceOrder.DeleteThenWrite, table, step)
                );
        step.Keep("fill-race.csv", table.ToString(), "text/csv");
    }

    private static void JudgeCured(Step step, IReadOnlyList<string> cured) =>
        step.Expect(
            $"{PlatformInRun.Cured}: orders that show an old status",
            cured,
            Is.Empty,
            "a fill lands only if nothing was invalidated since before its read",
            CdnOutcomes.Fresh
        );

    private static void JudgeDesigned(Step step, IReadOnlyList<string> designed)
    {
        step.Expect(
            $"{PlatformInRun.AsDesigned}: orders that show an old status",
            designed,
            Is.EquivalentTo(RaceOrder.DeleteThenWrite.Where(one => one.IsStalePlain).Select(Named)),
            "by reading: what was read before the write is stored after the key was deleted; so the check can see it"
        );
        if (designed.Count > 0)
            step.Find(
                $"as designed, a status older than one already acknowledged is shown in {designed.Count} of {RaceOrder.DeleteThenWrite.Count} orders of a read and POST .../process: {string.Join(", ", designed)} (fill-race.csv)",
                "the key is deleted before the row is written: a reader in between stores the old status again, and everybody is shown it until the TTL (5 min) ends",
                "delete after COMMIT, and let a fill land only if no invalidation has come since before its read (a generation, in one script)",
                FindingKind.Before,
                Effect.WrongContent
            );
    }

    private static string Named(RaceOrder order) => $"{order}";

    private static async Task<IReadOnlyList<string>> AllAsync(
        PlatformInRun platform,
        string design,
        IReadOnlyList<RaceOrder> orders,
        StringBuilder table,
        Step step
    )
    {
        var stale = new List<string>();
        foreach (var order in orders)
        {
            step.Progress($"{design}: {order}");
            var shown = await OneAsync(platform, design, order, step.Ct);
            table.Append($"{design},{order},{shown},{order.IsStalePlain}\n");
            if (shown != Acknowledged)
                stale.Add($"{order}");
        }
        step.Measure(
            new($"{design}: orders that show an old status", stale.Count, "", orders.Count)
            {
                Id = CdnFigures.OldOrders,
                Subject = design,
            }
        );
        step.Saw($"{design}: {stale.Count} of {orders.Count} orders show an old status");
        return stale;
    }

    private static async Task<string> OneAsync(
        PlatformInRun platform,
        string design,
        RaceOrder order,
        CancellationToken ct
    )
    {
        // A connection keeps its order: reader and writer are two processes, with a connection each.
        var (reading, writing) = (platform.Of(design)[0], platform.Of(design)[1]);
        var video = await reading.NewVideoAsync($"{order}", ct);
        await using var acts = new RaceActs(platform.Stores, video);
        var reader = reading.StatusAsync(video, ct);
        var writer = writing.ProcessAsync(video, ct);
        foreach (var act in order.Acts)
            await acts.DoAsync(
                act,
                order,
                act is RaceAct.Read or RaceAct.Fill ? reader : writer,
                ct
            );
        await reader;
        var accepted = await writer;
        return accepted == 202
            ? await writing.StatusAsync(video, ct)
            : throw new CannotRun($"POST /v1/videos/{video}/process: {accepted}, and not 202");
    }
}
