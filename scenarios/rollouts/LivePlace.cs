using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Staleness;

namespace Verify.Scenarios.Rollouts;

/// <summary>A live playlist, and the servers that answer for it: of the tree as it was, and as it is.</summary>
internal sealed record LivePlace(LivePlaylist Live, AskedServer Before, AskedServer Now)
{
    /// <summary>What answers for it now, as it is called in a report.</summary>
    public string Location => $"{Live.Uri} ({Now.At(Live.Uri).Context.Path})";

    /// <summary>Why nothing of the tree answers where it is asked for; null where something does.</summary>
    public string? Unanswered => Refusal(Before) ?? Refusal(Now);

    public CachePrediction Was(string uri) =>
        CachePrediction.Of(Before.At(uri), InvalidationKind.Replaced);

    public CachePrediction Is(string uri) =>
        CachePrediction.Of(Now.At(uri), InvalidationKind.Replaced);

    /// <summary>Names that both answer as they answer what is live.</summary>
    public ProbeNames Names(string uri, string file) => new(uri, file, [Before, Now]);

    private string? Refusal(AskedServer asked)
    {
        try
        {
            _ = asked.At(Live.Uri);
            return null;
        }
        catch (UsageError none)
        {
            return none.Message;
        }
    }
}
