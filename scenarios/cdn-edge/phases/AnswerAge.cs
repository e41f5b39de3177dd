using System.Globalization;
using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>How old a playlist from an edge's cache is, beside what a cache behind the edge has to take it for.</summary>
internal sealed record AnswerAge(string Design, TimeSpan Valid, CachedLife Life)
{
    // Caches count in whole seconds, and so does Date.
    private static readonly TimeSpan CountedBy = TimeSpan.FromSeconds(1);

    public static async Task<AnswerAge> SeeAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var edge = platform.Edge(design);
        var files = await VideoFiles.OfAsync(platform, design, ct);
        var valid = edge.Settings.PlaylistValid;
        return new(
            design,
            valid,
            await CachedLife.SeeAsync(
                new(edge.Endpoint),
                // One that nobody has just asked for: what is in the cache would have to end first.
                files.Playlists[1],
                valid + CountedBy + CountedBy,
                ct
            )
        );
    }

    public void Judge(Step step)
    {
        if (Life.Hits.Count == 0)
            throw new CannotRun($"No playlist came from the cache of the edge {Design}.");
        step.Measure(
            new($"{Design}: oldest playlist behind a cache", Oldest, "s", Life.Hits.Count)
            {
                Id = CdnFigures.OldestBehind,
                Subject = Design,
            }
        );
        var younger =
            $"{Design}: most seconds that a cache takes a playlist for younger than it is";
        var oldest =
            $"{Design}: seconds after which a cache behind the edge asks for a playlist again";
        var bound = (Valid + CountedBy).TotalSeconds;
        if (Design == PlatformInRun.AsDesigned)
        {
            step.Expect(
                younger,
                Younger,
                Is.GreaterThan(CountedBy.TotalSeconds),
                "nginx sends no Age, and dates each answer anew: a cache cannot know (RFC 9111, 4.2.3)"
            );
            step.Expect(oldest, Oldest, Is.GreaterThan(bound), "two times in a row");
            step.Find(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Design}: a playlist is up to {Oldest:0.0} s old before a cache behind the edge asks again, with {Valid.TotalSeconds:0} s for each"
                ),
                "the edge says nothing of how long it has kept a playlist, so a browser or another cache keeps it for the whole time once more: an hour becomes two",
                "proxy_pass_header Date",
                FindingKind.Before,
                Effect.Stale
            );
            return;
        }
        step.Expect(
            younger,
            Younger,
            Is.LessThanOrEqualTo(CountedBy.TotalSeconds),
            "the storage's own Date is passed on; it has whole seconds",
            CdnOutcomes.Age
        );
        step.Expect(
            $"{Design}: most seconds that a cache takes a playlist for older than it is",
            Older,
            Is.LessThanOrEqualTo(CountedBy.TotalSeconds),
            "nor is it asked for again without need"
        );
        step.Expect(
            oldest,
            Oldest,
            Is.LessThanOrEqualTo(bound),
            "one time, however many caches there are, and a second by which they count",
            CdnOutcomes.Age
        );
    }

    // An answer without Age and Date is as old as it likes.
    private double Younger =>
        Life.Hits.Max(hit => (LeastAge(hit) - (ToldAge.Of(hit) ?? TimeSpan.Zero)).TotalSeconds);

    private double Older =>
        Life.Hits.Max(hit => ((ToldAge.Of(hit) ?? TimeSpan.Zero) - MostAge(hit)).TotalSeconds);

    // What is left of its time is used up to the end.
    private double Oldest =>
        Life.Hits.Max(hit =>
        {
            var left =
                (ToldAge.FreshFor(hit) ?? TimeSpan.Zero) - (ToldAge.Of(hit) ?? TimeSpan.Zero);
            return (LeastAge(hit) + (left > TimeSpan.Zero ? left : TimeSpan.Zero)).TotalSeconds;
        });

    // The storage gave it out between the question and the answer.
    private TimeSpan LeastAge(HttpAnswer hit) => hit.Answered - Life.Stored.Answered;

    private TimeSpan MostAge(HttpAnswer hit) => hit.Answered - Life.Stored.Sent;
}
