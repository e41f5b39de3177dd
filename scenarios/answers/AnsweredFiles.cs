namespace Verify.Scenarios.Answers;

/// <summary>The paths of a battery: each kind of file as it is, and what is missing of each kind.</summary>
/// <param name="IsAnsweredAlike">Whether two names are answered by the same location, in every configuration that is asked.</param>
internal sealed record AnsweredFiles(Func<string, string, bool> IsAnsweredAlike)
{
    private const string StillWord = "verify-still";
    private const string MissingWord = "verify-missing";

    /// <summary>A name for a file that stands still; null where no other name is answered as the live one is.</summary>
    public string? StillFor(string name) => Beside(name, StillWord, '8');

    /// <summary>A name of nothing, answered where the name of something is.</summary>
    public string MissingFor(string name) =>
        Beside(name, MissingWord, '9') ?? Renamed(name, MissingWord);

    private string? Beside(string name, string word, char digit) =>
        new[]
        {
            Renamed(name, word),
            // seg00012.ts: patterns go by the digits.
            InFile(
                name,
                file => new([.. file.Select(letter => char.IsAsciiDigit(letter) ? digit : letter)])
            ),
            InFile(name, file => file.Insert(file.LastIndexOf('.'), $"{digit}")),
        }.FirstOrDefault(other => other != name && IsAnsweredAlike(name, other));

    private static string Renamed(string name, string word) =>
        InFile(
            name,
            file => $"{Path.GetFileNameWithoutExtension(file)}-{word}{Path.GetExtension(file)}"
        );

    private static string InFile(string name, Func<string, string> change)
    {
        var file = Path.GetFileName(name);
        return name[..^file.Length] + change(file);
    }
}
