using System.Text.Json.Serialization;

namespace Verify.Engine.Record;

/// <summary>How a finding stands to the change that a run is about; what a decision needs first comes first.</summary>
[JsonConverter(typeof(KebabCaseWord<FindingKind>))]
public enum FindingKind
{
    /// <summary>The candidate makes it worse than it was: without the change it would not be so.</summary>
    New,

    /// <summary>The change is about it, and leaves it as it was.</summary>
    Unsolved,

    /// <summary>It was so before, and the change is not about it.</summary>
    Before,

    /// <summary>The plan is wrong there; the run did something else.</summary>
    Plan,

    /// <summary>Something was not looked at, or could not be: nothing is known of it.</summary>
    NotSeen,

    /// <summary>Worth knowing, and no fault of anything that was changed.</summary>
    Note,
}
