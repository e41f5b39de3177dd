namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>A text file of the user's, and where a word of it stands.</summary>
internal sealed record Reading(string File, string Text)
{
    /// <exception cref="UsageError">It cannot be read.</exception>
    public static Reading Of(string file)
    {
        try
        {
            return new(file, System.IO.File.ReadAllText(file));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageError($"{file} cannot be read: {refused.Message}");
        }
    }

    /// <summary>File and line of the first line that has the word; of the first line where none has.</summary>
    public string At(string word)
    {
        var at = Text.IndexOf(word, StringComparison.Ordinal);
        return $"{File}:{1 + Text.AsSpan(0, Math.Max(0, at)).Count('\n')}";
    }

    public UsageError Refuse(string word, string why) => new($"{At(word)}: {why}");
}
