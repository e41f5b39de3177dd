namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>An answer as a report shows it.</summary>
internal static class Shown
{
    private const int Longest = 300;

    public const string Answered = "answered";

    /// <summary>That it was answered, or with what else.</summary>
    public static string Outcome(int status, string text) =>
        status is >= 200 and <= 299 ? Answered : $"{status}: {First(text)}";

    public static string First(string text) =>
        text.Length <= Longest ? text.Trim() : text[..Longest].Trim() + "...";
}
