namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>An answer as a report shows it.</summary>
internal static class Shown
{
    private const int Longest = 300;

    public static string First(string text) =>
        text.Length <= Longest ? text.Trim() : text[..Longest].Trim() + "...";
}
