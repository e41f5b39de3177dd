using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Phases.Load;
using Verify.Scenarios.CdnEdge.Phases.Player;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>A step of cdn-edge, with as little of it as tells the cured platform from its mutants.</summary>
internal sealed record StepUnderTest(string Id, Func<PlatformInRun, Step, Task> CheckAsync)
{
    /// <summary>More than the two processes, so that they are told from their callers.</summary>
    public const int Callers = 10;

    /// <summary>More than nginx lets through together by chance.</summary>
    public const int Viewers = 20;

    public const int Changes = 3;

    // The interval of a mean of two is no interval.
    private static readonly ViewerLoad FewViewers = new(60, 3);

    public static StepUnderTest InForce { get; } = new("3.3", EdgeInForce.CheckAsync);

    public static StepUnderTest ExpectedChanges { get; } = new("4.3", EdgeDiff.AsExpectedAsync);

    public static StepUnderTest Crowd { get; } =
        new("5.1", (platform, step) => Stampede.AskAsync(platform, step, [Callers]));

    public static StepUnderTest Orders { get; } = new("5.2", FillRace.CheckAsync);

    public static StepUnderTest Acknowledged { get; } =
        new("5.3", (platform, step) => Visibility.ChangesAsync(platform, step, new(), Changes));

    public static StepUnderTest Budget { get; } =
        new("5.4", (platform, step) => Staleness.OfAsync(platform, step, statusTrials: 0));

    public static StepUnderTest MadeAgain { get; } = new("5.5", Reprocessing.CheckAsync);

    public static StepUnderTest SilentRedis { get; } =
        new("5.6", (platform, step) => RedisFaults.AskAsync(platform, step, RedisFault.Silent));

    public static StepUnderTest Lock { get; } = new("5.7", EdgeLock.CheckAsync);

    public static StepUnderTest Keys { get; } = new("5.8", EdgeKeys.CheckAsync);

    public static StepUnderTest Headers { get; } = new("5.9", EdgeHeaders.AnswersAsync);

    public static StepUnderTest Ages { get; } = new("5.9, ages", EdgeHeaders.AgesAsync);

    public static StepUnderTest CrowdAtEdge { get; } =
        new("5.11", (platform, step) => EdgeStampede.AskAsync(platform, step, [Viewers]));

    public static StepUnderTest StorageAway { get; } = new("5.12", StorageFaults.CheckAsync);

    public static StepUnderTest Leader { get; } = new("5.15", LeaderLeaves.CheckAsync);

    public static StepUnderTest Load { get; } =
        new("5B.1", (platform, step) => OriginOffload.PlayAsync(platform, step, FewViewers));

    public static StepUnderTest Player { get; } = new("5C.1", PlayedVideo.CheckAsync);
}
