using System.Text.Json.Nodes;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>A test command of the plan, with what it has to say: the plan itself expects no more than success.</summary>
/// <param name="Line">Of the plan.</param>
/// <param name="Exit">What it ends with.</param>
/// <param name="Says">All that it says on stdout; null where that is not fixed.</param>
/// <param name="Contains">What it says among other things.</param>
/// <param name="Instead">In what it differs from the plan's own line, and why; null where it is that line.</param>
internal sealed record PlanCheck(
    int Line,
    IReadOnlyList<string> Command,
    int Exit = 0,
    string? Says = null,
    string? Contains = null,
    string? Instead = null
);

/// <summary>A mistake of the plan, and how it is shown.</summary>
/// <param name="Line">Of the plan.</param>
/// <param name="On">The step after which it is tried.</param>
/// <param name="Plan">What the plan says there.</param>
/// <param name="Truth">What is the case.</param>
/// <param name="Edits">What is changed for the trial.</param>
/// <param name="Untracked">The edits are not made known to git.</param>
/// <param name="Command">What is tried; <paramref name="AsWritten"/> where it is the plan's own line.</param>
/// <param name="Exit">What it ends with, and what it says among other things.</param>
internal sealed record PlanMistake(
    int Line,
    string On,
    string Plan,
    string Truth,
    string? Meaning = null,
    string? Cure = null,
    IReadOnlyList<FileEdit>? Edits = null,
    bool Untracked = false,
    IReadOnlyList<string>? Command = null,
    AsWritten? AsWritten = null,
    int Exit = 0,
    string Contains = ""
);

/// <summary>A command on a line of the plan.</summary>
/// <param name="With">An option put in after the second word.</param>
/// <param name="Without">A part of the line that is left out.</param>
internal sealed record AsWritten(int Line, string? With = null, string? Without = null);

/// <summary>A case of the deep merge.</summary>
internal sealed record MergeCase(
    string Name,
    JsonObject Lower,
    JsonObject Upper,
    JsonObject Merged
);
