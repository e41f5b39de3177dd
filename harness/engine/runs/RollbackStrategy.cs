using System.Text.Json.Serialization;

namespace Verify.Engine.Runs;

/// <summary>When a run takes back what it changed in a tree of the user's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RollbackStrategy>))]
public enum RollbackStrategy
{
    /// <summary>On anything but a pass.</summary>
    OnFailure,

    /// <summary>In any case: a rehearsal.</summary>
    Always,

    /// <summary>Not by itself; <c>rollback RUN</c> still can.</summary>
    Never,
}
