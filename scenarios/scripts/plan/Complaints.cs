using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>What is wrong with a script, all of it, each with its place.</summary>
internal sealed class Complaints(string path)
{
    // A reader mends the first few and asks again.
    private const int Most = 20;

    private readonly List<(int Offset, string Text)> all = [];

    public bool IsEmpty => all.Count == 0;

    public void Add(IScriptExtent at, string what) =>
        all.Add((at.StartOffset, $"{path}:{at.StartLineNumber}:{at.StartColumnNumber}: {what}"));

    /// <exception cref="UsageError">There is something.</exception>
    public void Check()
    {
        if (IsEmpty)
            return;
        string[] lines = [.. all.OrderBy(one => one.Offset).Select(one => one.Text).Distinct()];
        throw new UsageError(
            string.Join(
                '\n',
                lines.Length <= Most
                    ? lines
                    : [.. lines[..Most], $"and {lines.Length - Most} more in {path}"]
            )
        );
    }
}
