using NUnit.Framework;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 5.8: what the key tells apart, and whether anybody can be given what is another's.</summary>
internal static class CacheKeys
{
    private const int Part = 100;

    public static string Command(EdgePair pair) =>
        $"curl -s '{pair.Paths[0].Playlist}?v=1'; curl -s '{pair.Paths[0].Playlist}?v=2'  # HEAD, Range, Cookie, Authorization too";

    public static async Task CheckAsync(PairInRun run, Step step)
    {
        var before = await OfAsync(run, run.Pair.Baseline, step);
        var now = await OfAsync(run, run.Pair.Candidate, step);
        Beside.NoLess(
            step,
            "arguments that the storage sees are told apart by the key",
            before.ToldApart,
            now.ToldApart,
            "else the answer for ?v=1 is given for ?v=2",
            OwnOutcomes.Own
        );
        // What was given to the wrong viewer before is asked for more often when it is put right.
        if (before.ToldApart)
            Beside.NoMore(
                step,
                "requests at the storage for one playlist with three different arguments",
                before.OfArguments,
                now.OfArguments,
                "arguments of each viewer's own make a key of each viewer's own: nothing is shared any more"
            );
        Beside.NoLess(
            step,
            "a part that is asked for first spoils nothing: the whole is whole",
            before.PartThenWhole,
            now.PartThenWhole,
            "a part kept under the key of the whole would be given for it"
        );
        Beside.NoLess(
            step,
            "a HEAD that comes first spoils nothing: GET has a body",
            before.HeadThenGet,
            now.HeadThenGet,
            "proxy_cache_convert_head asks for the whole"
        );
        Beside.NoLess(
            step,
            "no viewer's Authorization or Cookie reaches the storage through the cache",
            before.NothingOfAViewer,
            now.NothingOfAViewer,
            "an answer to one viewer's rights would be kept for all"
        );
    }

    private static async Task<Keys> OfAsync(PairInRun run, OwnEdge edge, Step step)
    {
        await using var one = await run.ColdAsync(edge, step.Ct);
        var path = run.Paths.Playlist;
        var (asked, sees) = (0, false);
        foreach (var arguments in new[] { "?v=1", "?v=2", "?token=a" })
        {
            asked += (await one.AskAsync(HttpAsk.Get(path + arguments), step.Ct)).Requests;
            sees |= one.Asked.Any(request =>
                request.Target.Contains('?', StringComparison.Ordinal)
            );
        }
        await using var other = await run.ColdAsync(edge, step.Ct);
        var part = await other.AskAsync(
            HttpAsk.Get(run.Paths.Segment, ("Range", $"bytes=0-{Part - 1}")),
            step.Ct
        );
        var whole = await other.AskAsync(HttpAsk.Get(run.Paths.Segment), step.Ct);
        await other.AskAsync(HttpAsk.Of("HEAD", path), step.Ct);
        var got = await other.AskAsync(HttpAsk.Get(path), step.Ct);
        await using var viewer = await run.ColdAsync(edge, step.Ct);
        await viewer.AskAsync(
            HttpAsk.Get(path, ("Authorization", "Bearer viewer"), ("Cookie", "session=viewer")),
            step.Ct
        );
        var nothing = !viewer.Asked.Any(request =>
            request.First("Authorization") is not null || request.First("Cookie") is not null
        );
        step.Saw(
            $"{edge.Role}: three different arguments, {asked} requests at the storage, which {(sees ? "sees" : "does not see")} them; a part {part.Status}, then the whole {whole.Status} of {whole.Answer?.BodyLength} bytes; HEAD, then GET of {got.Answer?.BodyLength} bytes"
        );
        step.Expect($"{edge.Role}: the whole", whole.Status, Is.EqualTo(200));
        return new(
            !sees || asked == 3,
            asked,
            whole.Answer?.BodyLength > Part,
            got.Answer?.BodyLength > 0,
            nothing
        );
    }

    private sealed record Keys(
        bool ToldApart,
        int OfArguments,
        bool PartThenWhole,
        bool HeadThenGet,
        bool NothingOfAViewer
    );
}
