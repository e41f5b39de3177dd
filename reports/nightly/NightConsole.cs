using Verify.Reports.ConsoleOutput;

namespace Verify.Reports.Nightly;

/// <summary>Writes a night's table where it is read: wrapped and coloured on a terminal, plain elsewhere.</summary>
public static class NightConsole
{
    /// <param name="terminal">Null where it is none.</param>
    public static void Write(Night night, TextWriter output, Terminal? terminal) =>
        Write(NightTable.Lines(night), output, terminal);

    public static void Write(
        IReadOnlyList<ConsoleLine> lines,
        TextWriter output,
        Terminal? terminal
    ) =>
        new QuietWriter(output).Write(
            terminal is null
                ? string.Concat(lines.Select(line => line.Text + "\n"))
                : new Screen(terminal.Width, terminal.Colours).Render(lines)
        );
}
