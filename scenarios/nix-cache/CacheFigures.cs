using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache;

/// <summary>The figures that a decision needs, a column a design.</summary>
internal static class CacheFigures
{
    public const string AfterMiss = "found-after-a-miss";
    public const string FaultsSurvived = "faults-survived";
    public const string LongestFault = "longest-fault";
    public const string Delivered = "delivered-one-connection";
    public const string DeliveredFour = "delivered-four-connections";
    public const string Narinfo = "narinfo-mean";
    public const string Saved = "time-saved";

    public static KeyFigures All { get; } =
        new(
            CacheInRun.Designs,
            [
                new("found after a miss, once published", AfterMiss),
                new("delivered on one connection", Delivered),
                new("delivered on four", DeliveredFour),
                new("faults of the cache after which a client finishes", FaultsSurvived),
                new("the longest of them", LongestFault),
            ]
        );
}
