using Spectre.Console;

namespace Verify.Reports.ConsoleOutput;

/// <summary>Turns lines into what a terminal of a given width is sent.</summary>
internal sealed class Screen(Func<int> width, bool colours)
{
    /// <summary>Back to the first column, and clear from there.</summary>
    public const string EraseLine = "\r\u001b[K";

    // Without wrapping a status line that meets a narrower window is clipped and stays one line.
    private const string NoWrap = "\u001b[?7l";
    private const string Wrap = "\u001b[?7h";

    // Narrower than this, wrapped text is no longer text.
    private const int Narrowest = 20;

    public string Render(IReadOnlyList<ConsoleLine> lines)
    {
        if (lines.Count == 0)
        {
            return "";
        }
        var columns = Math.Max(Narrowest, width());
        using var buffer = new StringWriter();
        var console = Console(buffer, columns);
        foreach (var row in lines.SelectMany(line => Rows.Of(line, columns)))
        {
            var paragraph = new Paragraph { Overflow = Overflow.Crop };
            foreach (var span in row)
            {
                paragraph.Append(span.Text, Style(span.Tone));
            }
            console.Write(paragraph);
            console.WriteLine();
        }
        return buffer.ToString();
    }

    // The last column stays free: some terminals wrap as soon as it is written.
    public string Status(string text) => NoWrap + Cells.Fit(text, Math.Max(1, width() - 1)) + Wrap;

    private Style Style(Tone tone) =>
        !colours
            ? Spectre.Console.Style.Plain
            : tone switch
            {
                Tone.Dim => new(decoration: Decoration.Dim),
                Tone.Strong => new(decoration: Decoration.Bold),
                Tone.Good => new(Color.Green),
                Tone.Bad => new(Color.Red, decoration: Decoration.Bold),
                Tone.Unsure => new(Color.Olive),
                _ => Spectre.Console.Style.Plain,
            };

    private IAnsiConsole Console(TextWriter buffer, int columns)
    {
        var console = AnsiConsole.Create(
            new()
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(buffer),
                // What a CI's variables say of its log is no matter here: whoever chose this console knows its terminal.
                Enrichment = new() { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Width = columns;
        console.Profile.Encoding = System.Text.Encoding.UTF8;
        return console;
    }
}
