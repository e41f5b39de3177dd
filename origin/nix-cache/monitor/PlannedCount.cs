namespace Verify.Origin.NixCache.Monitor;

/// <summary>How the plan's monitor counts connections: it always finds none.</summary>
public static class PlannedCount
{
    // With a state given, ss leaves out the column of states, which is where the plan looks for this word.
    private const string Wanted = "ESTAB";

    /// <summary>The command that it starts.</summary>
    public static IReadOnlyList<string> Command(int port) =>
        ["ss", "-tn", "state", "established", $"( sport = :{port} )"];

    /// <summary>What it makes of the command's output.</summary>
    public static int Of(string said) =>
        said.Split('\n').Count(line => line.Contains(Wanted, StringComparison.Ordinal));
}
