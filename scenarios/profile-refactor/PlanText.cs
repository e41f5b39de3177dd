namespace Verify.Scenarios.ProfileRefactor;

/// <summary>The text of a plan, by its line numbers.</summary>
internal sealed class PlanText(IReadOnlyList<string> lines)
{
    public IReadOnlyList<string> Lines => lines;

    public string Line(int number) => lines[number - 1];

    /// <summary>Without the last line's end.</summary>
    public string Between(int first, int last) =>
        string.Join('\n', lines.Skip(first - 1).Take(last - first + 1));

    /// <summary>A command that the plan has on a line, as it has it.</summary>
    public IReadOnlyList<string> Command(AsWritten written)
    {
        var text = Line(written.Line).Trim();
        if (written.Without is { } without)
            text = text.Replace(without, "", StringComparison.Ordinal);
        // A flake's # is no comment to a shell in the middle of a word; quotes are taken off as a shell does.
        var words = text.AsSpan().ContainsAny('\'', '"')
            ? ShellWords.Split(text, $"line {written.Line} of the plan")
            : text.Split(' ');
        return written.With is { } with ? [.. words.Take(2), with, .. words.Skip(2)] : words;
    }
}
