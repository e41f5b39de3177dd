namespace Verify.Scenarios.ProfileRefactor;

/// <summary>One step of the plan's rollback: files put back as an earlier step had them, and what that step had not removed.</summary>
/// <param name="Line">Of the plan.</param>
/// <param name="Paths">Files or folders of the flake.</param>
/// <param name="From">The step whose files they become.</param>
internal sealed record RollbackAct(int Line, string Title, IReadOnlyList<string> Paths, string From)
{
    private const string Lib = "nix/lib.nix";
    private const string Config = "nix/test-origin/config.nix";
    private const string Split = "nix/test-origin/config";
    private const string Default = "nix/test-origin/default.nix";
    private const string Flake = "flake.nix";
    private const string SwarmConfig = "nix/swarm-client/config.nix";
    private const string SwarmDefault = "nix/swarm-client/default.nix";

    /// <summary>As lines 1506 to 1510 write them, in that order.</summary>
    public static IReadOnlyList<RollbackAct> Phase1 { get; } =
    [
        new(1506, "lib.nix: remove deepMerge", [Lib], Refactoring.Start),
        new(
            1507,
            "test-origin/config.nix: restore the local deepMerge",
            [Config],
            Refactoring.Start
        ),
        new(1508, "test-origin/default.nix: remove lib", [Default], Refactoring.Start),
        new(1509, "flake.nix: restore the profiles by hand", [Flake], Refactoring.Start),
        new(1510, "remove test-origin/config/", [Split], Refactoring.Start),
    ];

    /// <summary>
    /// Last first, so that the flake evaluates after each: a caller and what it calls go back together, and nothing is
    /// removed while it is in use.
    /// </summary>
    public static IReadOnlyList<RollbackAct> Phase1LastFirst { get; } =
    [
        new(1510, "test-origin/config/ and the config.nix that reads it", [Split, Config], "1.2"),
        new(1509, "flake.nix", [Flake], "1.1"),
        new(1508, "test-origin/default.nix with config.nix", [Default, Config], Refactoring.Start),
        new(1506, "lib.nix", [Lib], Refactoring.Start),
    ];

    /// <summary>As lines 1514 to 1517 write them, in that order.</summary>
    public static IReadOnlyList<RollbackAct> Phase2 { get; } =
    [
        new(1514, "lib.nix: remove mkProfileSystem", [Lib], "1.3"),
        new(1515, "test-origin/config.nix: restore the merge by hand", [Config], "1.3"),
        new(1516, "swarm-client/config.nix: restore //", [SwarmConfig], "1.3"),
        new(1517, "swarm-client/default.nix: remove lib", [SwarmDefault], "1.3"),
    ];

    /// <summary>Last first.</summary>
    public static IReadOnlyList<RollbackAct> Phase2LastFirst { get; } =
    [
        new(1517, "swarm-client/default.nix with config.nix", [SwarmDefault, SwarmConfig], "2.2"),
        new(1515, "test-origin/config.nix", [Config], "2.1"),
        new(1514, "lib.nix", [Lib], "1.3"),
    ];
}
