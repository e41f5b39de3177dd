using System.Text.Json.Serialization;

namespace Verify.Engine.Record;

/// <summary>What a finding does to a viewer, or to whoever uses what was changed; the worst comes last.</summary>
[JsonConverter(typeof(KebabCaseWord<Effect>))]
public enum Effect
{
    /// <summary>Nobody notices: a line that is there twice, a number that is off in a plan.</summary>
    Cosmetic,

    /// <summary>Memory, processor time or bandwidth that buys nothing.</summary>
    Waste,

    /// <summary>It takes longer.</summary>
    Slow,

    /// <summary>An older state than there is, or one that runs backwards.</summary>
    Stale,

    /// <summary>The picture stops, or the work does.</summary>
    Stall,

    /// <summary>Something is refused or not found.</summary>
    Error,

    /// <summary>Another thing than was asked for, and nothing says so.</summary>
    WrongContent,
}

/// <summary>The word for an effect in logs, files and on the console.</summary>
public static class EffectWords
{
    public static string Word(this Effect effect) =>
        effect == Effect.WrongContent ? "wrong content" : effect.ToString().ToLowerInvariant();
}
