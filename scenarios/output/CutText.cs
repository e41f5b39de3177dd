using Verify.Reports.Tree;

namespace Verify.Scenarios.Output;

/// <summary>As much of a configuration's words as fits into a cell: a block in one line can be pages long. --json has it whole.</summary>
internal static class CutText
{
    private const int Widest = 72;

    public static string Of(string text)
    {
        var line = Printable.Line(text);
        return line.Length <= Widest ? line : $"{line[..(Widest - 3)]}...";
    }
}
