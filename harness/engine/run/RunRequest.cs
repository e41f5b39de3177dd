namespace Verify.Engine;

/// <summary>What the user asked for, complete and checked; it is all that the process in the lab is told.</summary>
/// <param name="Folder">The run's own folder, absolute.</param>
/// <param name="Phases">The phases selected, or null for all.</param>
/// <param name="Parameters">What the scenario was given: profile, settings, files.</param>
/// <param name="Environment">Facts that only the outside of the lab can see: versions, commit.</param>
public sealed record RunRequest(
    string Run,
    string Scenario,
    string Folder,
    IReadOnlyList<string>? Phases,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyDictionary<string, string> Environment,
    bool Json,
    bool Keep,
    bool NoLab
);
