using System.Text;
using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Allure;
using Verify.Reports.Junit;
using Verify.Reports.Log;
using Verify.Reports.Plots;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Reports;

/// <summary>Writes the plots, the log, the Allure results and the JUnit file when a run ends, or later from its record.</summary>
/// <param name="runFolder">The run's folder, with run.jsonl and evidence/ in it.</param>
public sealed class FileReports(string runFolder) : IRunListener
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<RunEvent> events = [];

    public void Hear(RunEvent happened)
    {
        if (happened is StepProgressed)
        {
            return;
        }
        events.Add(happened);
        if (happened is RunFinished)
        {
            Write(RunTree.Of(events), runFolder);
        }
    }

    /// <summary>Makes the reports again from the record alone, whole or cut off.</summary>
    public static RunTree Regenerate(string runFolder)
    {
        var tree = RunTree.Of(RunRecord.Read(Path.Combine(runFolder, RunRecord.FileName)));
        Write(tree, runFolder);
        return tree;
    }

    // One that cannot be written is no reason to lose the others.
    private static void Write(RunTree tree, string folder)
    {
        var failed = new List<Exception>();
        // Before the log, which shows them.
        IReadOnlyList<Plot> plots = [];
        Try(RunPlots.FolderName, () => plots = WritePlots(tree, folder));
        Try(
            MarkdownLog.FileName,
            () => WriteText(folder, MarkdownLog.FileName, MarkdownLog.Render(tree, plots))
        );
        Try(JUnitXml.FileName, () => WriteText(folder, JUnitXml.FileName, JUnitXml.Render(tree)));
        Try(AllureResults.FolderName, () => WriteAllure(tree, folder));
        if (failed.Count > 0)
        {
            var all = new AggregateException(
                $"Not every report of {tree.Run} could be written.",
                failed
            );
            throw failed.TrueForAll(e => e is IOException) ? Refused(tree, failed, all) : all;
        }

        void Try(string name, Action write)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed.Add(new IOException($"{Path.Combine(folder, name)}: {e.Message}", e));
            }
            catch (Exception e)
            {
                failed.Add(e);
            }
        }
    }

    private static CannotRun Refused(RunTree tree, List<Exception> failed, Exception cause) =>
        new(
            $"Not every report of {tree.Run} could be written:\n  {string.Join("\n  ", failed.Select(e => e.Message))}\nThe record is whole. Make the folder yours to write and move away what lies where a report goes, or copy it to where you may write; then ./run.ps1 report makes them.",
            cause
        );

    // By way of another name, so that a reader never meets half a file.
    private static void WriteText(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        var next = path + ".new";
        File.WriteAllText(next, text, Utf8);
        File.Move(next, path, overwrite: true);
    }

    private static IReadOnlyList<Plot> WritePlots(RunTree tree, string folder)
    {
        var plots = RunPlots.Of(tree, folder);
        var path = Path.Combine(folder, RunPlots.FolderName);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        if (plots.Count > 0)
        {
            Directory.CreateDirectory(path);
        }
        foreach (var plot in plots)
        {
            WriteText(folder, plot.File, plot.Svg);
        }
        return NightsPlot.Of(folder) is { } nights ? [.. plots, nights] : plots;
    }

    private static void WriteAllure(RunTree tree, string folder)
    {
        var path = Path.Combine(folder, AllureResults.FolderName);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        Directory.CreateDirectory(path);
        AllureResults.Write(tree, folder, path);
    }
}
