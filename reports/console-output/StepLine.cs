using Verify.Engine;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>Verdict, number, title, seconds: the one shape of a line about a step or a phase.</summary>
internal static class StepLine
{
    /// <summary>The longest word there is: inconclusive.</summary>
    public const int WordWidth = 12;

    private const int NumberWidth = 5;

    public static ConsoleLine Of(
        Verdict? verdict,
        string word,
        string id,
        string title,
        double seconds
    ) =>
        new(
            2,
            new(word.PadRight(WordWidth + 1), Tones.Of(verdict)),
            new(Printable.Line(id).PadRight(NumberWidth) + " " + Printable.Line(title)),
            new($"  ({When.Seconds(seconds)})", Tone.Dim)
        );
}
