using Verify.Engine.Journals;
using Verify.Engine.Recoveries;
using Verify.Engine.Undo;

namespace Verify.Tests.Engine;

/// <summary>The undo of a run without a lab, after the process that made the change is gone.</summary>
public sealed class JournalTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() =>
        folder = Directory.CreateTempSubdirectory("verify-journal-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_was_intended_and_not_undone_is_open_last_first()
    {
        var journal = new Journal(folder);
        var first = journal.Intend(new RemoveFolder("/a"));
        var second = journal.Intend(new Unmount("/b"));
        var third = journal.Intend(new EndProcesses("/c", ["nginx"]));
        journal.Note(second, JournalState.Undone);
        Assert.That(
            new Journal(folder).Read().Open.Select(entry => entry.Id),
            Is.EqualTo(new[] { third, first })
        );
        Assert.That(
            new Journal(folder).Read().Open[0].Undo.ToString(),
            Is.EqualTo("end nginx in /c")
        );
    }

    [Test]
    public async Task Every_undo_runs_and_a_second_time_does_no_harm()
    {
        var made = Directory.CreateDirectory(Path.Combine(folder, "made")).FullName;
        var kept = Directory.CreateDirectory(Path.Combine(folder, "kept")).FullName;
        File.WriteAllText(Path.Combine(kept, "yours"), "");
        var journal = new Journal(folder);
        journal.Intend(new RemoveFolder(made));
        journal.Intend(new RemoveFolder(kept));
        var recovery = new Recovery(journal, TextWriter.Null);

        var left = await recovery.RunAsync();
        Assert.That(
            left,
            Has.One.Items.And.One.Contains(kept),
            "a folder that holds something is named"
        );
        Assert.That(Directory.Exists(made), Is.False);
        Assert.That(journal.Read().Open, Has.One.Items, "what could not be undone stays open");

        File.Delete(Path.Combine(kept, "yours"));
        Assert.That(await recovery.RunAsync(), Is.Empty);
        Assert.That(await recovery.RunAsync(), Is.Empty);
        Assert.That(Directory.Exists(kept), Is.False);
    }

    [Test]
    public void A_line_that_was_cut_off_loses_neither_those_before_it_nor_those_after()
    {
        new Journal(folder).Intend(new RemoveFolder("/a"));
        File.AppendAllText(
            Path.Combine(folder, Journal.FileName),
            "{\"sum\":\"0123456789abcdef0123456789abcdef\",\"line\":{\"id\":2,\"undo\":{\"act\":\"remo"
        );
        new Journal(folder).Intend(new RemoveFolder("/c"));
        var found = new Journal(folder).Read();
        Assert.That(
            found.Open.Select(entry => $"{entry.Undo}"),
            Is.EqualTo(new[] { "rmdir /c", "rmdir /a" })
        );
        Assert.That(found.Damages, Has.One.Contains($"{Journal.FileName}:3: cut off"));
    }

    [Test]
    public void Runs_that_left_something_are_found_also_through_a_link()
    {
        var elsewhere = Directory.CreateTempSubdirectory("verify-elsewhere-").FullName;
        try
        {
            new Journal(elsewhere).Intend(new RemoveFolder("/a"));
            Directory.CreateSymbolicLink(Path.Combine(folder, "run"), elsewhere);
            Directory.CreateSymbolicLink(Path.Combine(folder, "latest"), elsewhere);
            Assert.That(Unfinished.In(folder), Is.EqualTo(new[] { Path.Combine(folder, "run") }));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Test]
    public void A_run_that_still_goes_on_is_not_undone_under_its_feet()
    {
        using (RunLock.Take(folder))
            Assert.That(() => RunLock.Take(folder), Throws.TypeOf<CannotRun>());
        Assert.That(() => RunLock.Take(folder).Dispose(), Throws.Nothing);
    }
}
