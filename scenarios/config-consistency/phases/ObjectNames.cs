using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>What the object of a channel is called in each design.</summary>
internal static class ObjectNames
{
    public static string Of(string design, string colo, ChannelName channel)
    {
        var name = $"{ChannelName.Organization}:{channel.Slug}";
        return design == WorkersInRun.AsDesigned ? $"{colo}:{name}" : name;
    }
}
