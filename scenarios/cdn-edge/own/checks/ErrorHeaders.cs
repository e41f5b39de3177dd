using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 5.9: the headers that viewers, caches and operators go by, on good answers and on errors.</summary>
internal static class ErrorHeaders
{
    private static readonly (string Name, string For)[] Wanted =
    [
        ("Cache-Control", "without it every cache on the way decides for itself (RFC 9111, 4.2.2)"),
        ("Access-Control-Allow-Origin", "a player in a page of another site is refused without it"),
        ("ETag", "without it a cache fetches whole files again (RFC 9110, 8.8)"),
        ("Last-Modified", "without it a cache fetches whole files again (RFC 9110, 8.8)"),
        ("Vary", "a cache behind this one gives compressed bytes to whom cannot read them"),
        ("Age", "whoever caches this answer counts its age from here (RFC 9111, 4.2.3)"),
    ];

    public static string Command(EdgePair pair) =>
        $"curl -sI {pair.Paths[0].Playlist}; curl -sI {AskedPaths.Missing(pair.Paths[0].Playlist)}";

    public static async Task CheckAsync(PairInRun run, Step step)
    {
        var before = await OfAsync(run, run.Pair.Baseline, step);
        var now = await OfAsync(run, run.Pair.Candidate, step);
        foreach (var (kind, was) in before)
        {
            var (status, names, state) = now[kind];
            step.Expect($"{kind}: status", status, Is.EqualTo(was.Status), "as the baseline's");
            step.Expect(
                $"{kind}: headers that the baseline sends and the candidate does not",
                was.Names.Except(names),
                Is.Empty,
                string.Join(
                    "; ",
                    Wanted
                        .Where(one => was.Names.Except(names).Contains(one.Name))
                        .Select(one => one.For)
                )
            );
            foreach (var name in names.Except(was.Names))
                Beside.Better(step, $"{kind}: {name}", "sent, and not by the baseline");
            step.Expect(
                $"{kind}: the state of the cache is said, if the baseline says it",
                state || !was.State,
                Is.True,
                "add_header without always leaves it out of errors"
            );
        }
    }

    private static async Task<IReadOnlyDictionary<string, Said>> OfAsync(
        PairInRun run,
        OwnEdge edge,
        Step step
    )
    {
        await using var one = await run.ColdAsync(edge, step.Ct);
        async Task<Said> SaidAsync(string path)
        {
            var seen = await one.AskAsync(
                HttpAsk.Get(
                    path,
                    ("Origin", "https://player.example"),
                    ("Accept-Encoding", "gzip")
                ),
                step.Ct
            );
            step.Saw($"{edge.Role}: {path}: {seen}");
            return new(
                seen.Status,
                [
                    .. Wanted
                        .Select(it => it.Name)
                        .Where(name => seen.Answer?.First(name) is not null),
                ],
                seen.State != "not said"
            );
        }
        var all = new Dictionary<string, Said>
        {
            ["playlist"] = await SaidAsync(run.Paths.Playlist),
            ["playlist, kept"] = await SaidAsync(run.Paths.Playlist),
            ["segment"] = await SaidAsync(run.Paths.Segment),
            ["missing"] = await SaidAsync(AskedPaths.Missing(run.Paths.Playlist)),
        };
        one.StorageFault = Fault.Refuse;
        all["storage away"] = await SaidAsync(AskedPaths.Missing(run.Paths.Segment));
        one.StorageFault = Fault.None;
        return all;
    }

    private sealed record Said(int Status, IReadOnlyList<string> Names, bool State);
}
