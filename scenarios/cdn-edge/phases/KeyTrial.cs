using NUnit.Framework.Constraints;
using Verify.Fixtures.S3;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>A trial of step 5.8 at one design's edge.</summary>
internal sealed record KeyTrial(PlatformInRun Platform, string Design, Step Step)
{
    public bool IsCured => Design == PlatformInRun.Cured;

    public EdgeInRun Edge => Platform.Edge(Design);

    public string Bucket => Platform.Stores.Bucket(Design).Bucket;

    /// <summary>A playlist that no cache has seen.</summary>
    public Task<StoredObject> NewAsync() =>
        StoredObject
            .Playlist(StoredObject.NewPlaylistKey(), Design)
            .PutAsync(Platform, Design, Step.Ct);

    public Task<CrowdAnswer> GetAsync(
        string target,
        params (string Name, string Value)[] headers
    ) => AskAsync(HttpAsk.Get(target, headers));

    public Task<CrowdAnswer> AskAsync(HttpAsk ask) => Crowd.OneAsync(Edge.Endpoint, ask, Step.Ct);

    public Task<IReadOnlyList<S3Request>> AskedAsync(StoredObject one) =>
        one.AskedAsync(Platform, Design, Step.Ct);

    public void Expect<T>(
        string claim,
        T actual,
        IResolveConstraint expected,
        string? because = null
    ) =>
        Step.Expect(
            $"{Design}, {claim}",
            actual,
            expected,
            because,
            IsCured ? CdnOutcomes.OwnObject : null
        );

    public void Find(
        string text,
        string meaning,
        string cure,
        Effect effect = Effect.WrongContent
    ) => Step.Find(text, meaning, cure, FindingKind.Before, effect);
}
