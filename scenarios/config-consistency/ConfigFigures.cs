using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency;

/// <summary>The figures that a decision needs, a column a design.</summary>
internal static class ConfigFigures
{
    public const string Colos = "colos-that-see-a-cue";
    public const string OldFor = "old-configuration-without-invalidation";
    public const string Invalidated = "old-configuration-after-invalidation";
    public const string Stampede = "stampede-reads";
    public const string ReadsAnHour = "d1-reads-an-hour";
    public const string KvPerRequest = "kv-operations-a-request";
    public const string WritesPerRequest = "object-writes-a-request";
    public const string ReadsPerRequest = "d1-reads-a-request";

    public static KeyFigures All { get; } =
        new(
            WorkersInRun.Designs,
            [
                new("colos that see a cue sent through one", Colos),
                new("old configuration, nobody told (design time)", OldFor),
                new("old configuration after an invalidation (design time)", Invalidated),
                new("reads of D1 for 50 viewers of a cold channel", Stampede),
                new("reads of D1 an hour, channel and colo", ReadsAnHour),
                new("KV operations a request", KvPerRequest),
                new("writes of the object a request, for monitoring", WritesPerRequest),
            ]
        );
}
