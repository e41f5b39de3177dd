namespace Verify.Engine.Programs;

/// <summary>What a program said and how it ended.</summary>
public sealed record CommandResult(
    IReadOnlyList<string> Line,
    int ExitCode,
    string Stdout,
    string Stderr
)
{
    /// <summary>The command as a person would type it.</summary>
    public string Shown => ShellWords.Join(Line);

    /// <summary>Everything it said, errors first.</summary>
    public string Said => $"{Stderr.Trim()}\n{Stdout.Trim()}".Trim();
}
