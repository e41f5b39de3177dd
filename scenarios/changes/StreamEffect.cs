using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Replay;
using Verify.Instruments.Staleness;

namespace Verify.Scenarios.Changes;

/// <summary>What a change does to one kind of file, told from the two configurations alone.</summary>
internal sealed record StreamEffect(
    string Kind,
    CachePrediction Before,
    CachePrediction After,
    IReadOnlyList<string> HeadersBefore,
    IReadOnlyList<string> HeadersAfter
)
{
    /// <summary>Where a file's answers come from in each of the two.</summary>
    /// <param name="uri">An example of the kind.</param>
    public static StreamEffect Of(string kind, string uri, Effective before, Effective after) =>
        new(
            $"{kind} ({uri})",
            CachePrediction.Of(before, InvalidationKind.Replaced),
            CachePrediction.Of(after, InvalidationKind.Replaced),
            HeadersInForce.Of(before),
            HeadersInForce.Of(after)
        );

    /// <summary>Headers, by name, that are set before the change and not after it.</summary>
    public IReadOnlyList<string> Lost =>
        [.. HeadersBefore.ExceptBy(HeadersAfter.Select(HeadersInForce.Name), HeadersInForce.Name)];

    /// <summary>Headers that are new or say something else.</summary>
    public IReadOnlyList<string> Said => [.. HeadersAfter.Except(HeadersBefore)];

    public override string ToString() =>
        $"{Kind}: an old version is served for {Window(Before)} before, {Window(After)} after; headers "
        + (
            Lost.Count + Said.Count == 0
                ? "unchanged"
                : $"lost [{string.Join("; ", Lost)}], said [{string.Join("; ", Said)}]"
        );

    private static string Window(CachePrediction prediction) =>
        prediction.Unknown is not null ? "a time that the configuration does not tell"
        : prediction.Window == CacheWindow.None ? "no time"
        : $"({prediction.Window.Low.TotalSeconds:0}, {prediction.Window.High.TotalSeconds:0}] s";
}
