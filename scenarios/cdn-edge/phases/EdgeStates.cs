using System.Globalization;
using NUnit.Framework;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 3.2: what each edge says of its cache (X-Cache-Status) in every state, each brought about.</summary>
internal static class EdgeStates
{
    public const string Command =
        "curl -sI http://127.0.0.1:8081/hls/$ID/master.m3u8 | grep X-Cache-Status";

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var (asDesigned, cured) = (
            await OfAsync(platform, PlatformInRun.AsDesigned, step.Ct),
            await OfAsync(platform, PlatformInRun.Cured, step.Ct)
        );
        // Both at once: most of it is waiting.
        await Task.WhenAll(asDesigned.BringAboutAsync(step.Ct), cured.BringAboutAsync(step.Ct));
        var table = new TextTable("situation", PlatformInRun.AsDesigned, PlatformInRun.Cured);
        foreach (var one in EdgeTheory.All)
        {
            var (left, right) = (asDesigned.Seen[one.Situation], cured.Seen[one.Situation]);
            table.Add(one.Name, left, right);
            step.Expect(
                $"{PlatformInRun.AsDesigned}: {one.Name}",
                left,
                Is.EqualTo(one.AsDesigned),
                one.Because
            );
            step.Expect(
                $"{PlatformInRun.Cured}: {one.Name}",
                right,
                Is.EqualTo(one.Cured),
                one.Because
            );
        }
        step.Saw(table);
        Judge(step, PlatformInRun.AsDesigned, asDesigned, EdgeTheory.StatesAsDesigned);
        Judge(step, PlatformInRun.Cured, cured, EdgeTheory.States);
        FindOldDate(step, platform, cured);
    }

    private static async Task<EdgeSituations> OfAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    ) => new(platform.Edge(design), await VideoFiles.OfAsync(platform, design, ct));

    private static void Judge(
        Step step,
        string design,
        EdgeSituations edge,
        IReadOnlyList<string> states
    ) =>
        step.Expect(
            $"{design}: states of the cache that were seen",
            edge.Seen.Values.SelectMany(one => one.Split(", "))
                .Select(one => one[(one.IndexOf(' ', StringComparison.Ordinal) + 1)..])
                .Where(EdgeTheory.States.Contains)
                .Distinct(),
            Is.EquivalentTo(states),
            "each that its configuration can bring about, and no other"
        );

    // RFC 9111, 4.3.4: what was stored takes on the headers of the 304; nginx keeps the first ones.
    private static void FindOldDate(Step step, PlatformInRun platform, EdgeSituations cured)
    {
        if (
            cured.SegmentAgain is not { } again
            || EdgeAnswers.StateOf(again) != "REVALIDATED"
            || ToldAge.Of(again) is not { } age
        )
            return;
        var valid = platform.Edge(PlatformInRun.Cured).Settings.SegmentValid;
        step.Find(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a segment that the storage has just said to be unchanged still has its first Date: it is told to be {age.TotalSeconds:0} s old, with max-age={valid.TotalSeconds:0}"
            ),
            "nginx does not renew a stored answer's headers by those of a 304 (RFC 9111, 4.3.4): caches behind the edge take the segment for older than it is and ask again; they never take it for younger",
            "none in nginx; a segment's time is long enough that this is rare",
            FindingKind.New,
            Effect.Waste
        );
    }
}
