namespace Verify.Instruments.Nginx.Values;

/// <summary>What nginx makes of a directive's arguments: the value it keeps, or why it refuses them.</summary>
/// <param name="Canonical">Equal for values that mean the same (1m and 60s); null where refused.</param>
internal sealed record Reading(string? Canonical, Refusal? Refusal = null)
{
    public static Reading Refused(string value, string says, string reason, string allowed) =>
        new(null, new(value, says, reason, allowed));
}

/// <summary>Why nginx refuses a value.</summary>
/// <param name="Says">nginx's own words.</param>
internal sealed record Refusal(string Value, string Says, string Reason, string Allowed);
