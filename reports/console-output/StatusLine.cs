using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>The step that is running, as the bottom line of the terminal tells it.</summary>
internal sealed record StatusLine(
    string Step,
    string Title,
    long Since,
    string Progress = "",
    double? Done = null
)
{
    private const string Spinner = @"|/-\";
    private const int BarWidth = 10;

    public StatusLine With(StepProgressed progress) =>
        progress.Step == Step ? this with { Progress = progress.Text, Done = progress.Done } : this;

    public string Text(TimeSpan elapsed)
    {
        var turn = Spinner[(int)(elapsed.TotalMilliseconds / 125) % Spinner.Length];
        var seconds = When.Seconds(elapsed.TotalSeconds);
        var text = $"{turn} {seconds, 8}  {Step} {Title}";
        text = Done is { } done ? $"{text}  {Bar(done)}" : text;
        return Printable.Line(Progress.Length > 0 ? $"{text}  {Progress}" : text);
    }

    private static string Bar(double done)
    {
        var part = double.IsNaN(done) ? 0 : Math.Clamp(done, 0, 1);
        var full = (int)(part * BarWidth);
        return $"[{new string('#', full)}{new string('.', BarWidth - full)}] {(int)(part * 100)} %";
    }
}
