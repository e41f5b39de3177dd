using Verify.Reports.ConsoleOutput;

namespace Verify.Tests.Reports;

/// <summary>The one layout of all tables for people.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TextTableTests
{
    [Test]
    public void Columns_are_as_wide_as_their_widest_cell_figures_to_the_right_and_nothing_at_the_end()
    {
        var table = new TextTable("name", Column.OfNumbers("n"), "why");
        table.Add("a", "10", "");
        table.Add("longer", "2", "because");

        Assert.That($"{table}", Is.EqualTo("name     n  why\na       10\nlonger   2  because\n"));
    }

    [Test]
    public void Without_heads_there_is_no_line_of_them_and_remarks_stand_under_their_row()
    {
        var table = new TextTable("", "");
        table.Add("a", "b");
        table.Remark("first", "second");
        table.Add("c", "d");

        Assert.That($"{table}", Is.EqualTo("a  b\n  first\n  second\nc  d\n"));
    }

    [Test]
    public void Characters_that_take_two_columns_are_counted_as_two()
    {
        var table = new TextTable("", "");
        table.Add("日本", "x");
        table.Add("four", "x");

        Assert.That($"{table}", Is.EqualTo("日本  x\nfour  x\n"));
    }

    [Test]
    public void A_cell_is_one_line_that_moves_no_cursor()
    {
        var table = new TextTable("", "");
        table.Add("a\e[2Jb\nc\td", "x");
        table.Remark("y\r\nz\e");

        Assert.That($"{table}", Does.Not.Contain('\e').And.Not.Contain('\t'));
        Assert.That($"{table}".Split('\n'), Has.Length.EqualTo(3));
    }

    [Test]
    public void No_line_is_broken_however_long_it_is()
    {
        var table = new TextTable("", "");
        table.Add(new string('a', 300), new string('b', 300));

        Assert.That($"{table}", Is.EqualTo($"{new string('a', 300)}  {new string('b', 300)}\n"));
    }

    [Test]
    public void The_tone_of_a_cell_stays_its_own_and_all_of_it_can_be_indented()
    {
        var table = new TextTable("head", "");
        table.Add("a", new("bad", Tone.Bad));
        table.Remark("why");

        var lines = table.Lines(indent: 3).ToArray();

        Assert.That(
            lines.Select(line => line.Text),
            Is.EqualTo(new[] { "   head", "   a     bad", "     why" })
        );
        Assert.That(lines[0].Spans[0].Tone, Is.EqualTo(Tone.Dim));
        Assert.That(lines[1].Spans[^1], Is.EqualTo(new Span("bad", Tone.Bad)));
    }
}
