using Verify.Engine.Interruptions;
using Verify.Engine.Secrets;

namespace Verify.Engine.Runs;

/// <summary>What the user asked for, complete and checked; it is all that the run is told.</summary>
/// <param name="Folder">The run's own folder, absolute.</param>
public sealed record RunRequest(string Run, string Scenario, string Folder)
{
    /// <summary>The phases selected, or null for all.</summary>
    public IReadOnlyList<string>? Phases { get; init; }

    /// <summary>What the scenario was given: profile, settings, files.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } =
        new Dictionary<string, string>();

    /// <summary>Text of the user's files, by parameter, as it was read: the lab may be out of sight of them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } =
        new Dictionary<string, string>();

    /// <summary>Facts that only the outside of the lab can see: versions, commit.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>();
    public bool Json { get; init; }
    public bool Keep { get; init; }
    public bool NoLab { get; init; }

    /// <summary>A tree outside any lab that the run changes (<c>--apply-to</c>), as a real path; null if none.</summary>
    public string? Tree { get; init; }

    /// <summary>Folders of the machine in which a run outside a lab works; null in requests of older versions.</summary>
    public IReadOnlyList<string>? Places { get; init; }

    /// <summary>When what was changed in the tree is taken back.</summary>
    public RollbackStrategy Rollback { get; init; }

    /// <summary>Where a drill interrupts this run; null in every other.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>As it may stand in a file: paths stay, since the way back goes by them.</summary>
    internal RunRequest Masked(SecretMask mask) =>
        this with
        {
            Parameters = Parameters.ToDictionary(one => one.Key, one => mask.Text(one.Value)),
            Environment = Environment.ToDictionary(one => one.Key, one => mask.Text(one.Value)),
        };

    /// <summary>For looking at a scenario without running it.</summary>
    public static RunRequest ToLookAt(string scenario) => new("none", scenario, "/nowhere");
}
