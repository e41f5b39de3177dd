using System.Text.RegularExpressions;
using Verify.Reports.ConsoleOutput;

namespace Verify.Tests.Reports;

[TestFixture]
internal sealed partial class LiveConsoleTests
{
    [TestCase(1)]
    [TestCase(20)]
    [TestCase(37)]
    [TestCase(80)]
    [TestCase(400)]
    public void No_row_is_wider_than_the_terminal(int width)
    {
        // Narrower than this text is not wrapped further: it would be a letter a row.
        var widest = Math.Max(20, width);
        var rows = Escapes().Replace(Screen(SampleRuns.Failing(), width, true), "").Split('\n');

        Assert.That(
            rows.Select(row => row.Split('\r')[^1].Length),
            Has.All.LessThanOrEqualTo(widest)
        );
    }

    [Test]
    public void Wide_enough_it_says_what_the_plain_one_says()
    {
        var live = Escapes().Replace(Screen(SampleRuns.Failing(), 400, true), "");

        var told = live.Split('\n').Select(row => row.Split('\r')[^1].TrimEnd());

        Assert.That(
            string.Join('\n', told),
            Is.EqualTo(PlainConsoleTests.Transcript(SampleRuns.Failing()))
        );
    }

    [Test]
    public void Without_colours_there_are_none() =>
        Assert.That(Screen(SampleRuns.Failing(), 80, false), Does.Not.Match(@"\x1b\[[0-9;]*m"));

    [Test]
    public void Verdicts_have_colours() =>
        Assert.That(
            Screen(SampleRuns.Failing(), 80, true),
            Does.Match(@"\x1b\[[0-9;]*mfail").And.Match(@"\x1b\[[0-9;]*mpass")
        );

    private static string Screen(SampleRun run, int width, bool colours)
    {
        using var output = new StringWriter();
        using (
            var console = new LiveConsole(output, "out/run", () => width, colours, new Stopped())
        )
        {
            run.Events.ToList().ForEach(console.Hear);
        }
        return output.ToString();
    }

    [GeneratedRegex(@"\x1b\[\??[0-9;]*[A-Za-z]")]
    private static partial Regex Escapes();

    /// <summary>A clock whose timers never ring, so that what is drawn depends on the events alone.</summary>
    private sealed class Stopped : TimeProvider
    {
        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        ) => new Silent();

        private sealed class Silent : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
