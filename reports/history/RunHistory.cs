using System.Text.Json;
using Verify.Engine;
using Verify.Engine.Record;
using Verify.Engine.Runs;
using Verify.Engine.Tree;
using Verify.Engine.Trust;
using Verify.Reports.Allure;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.History;

/// <summary>
/// The runs of a scenario over time, a line each, in a file that outlives the runs' folders. What is not in it yet is taken
/// from the records beside it, so that a run is there once, whether or not a report of it was ever made.
/// </summary>
/// <param name="folder">Where the files are, one for a scenario and profile; null where nothing is to be written.</param>
/// <param name="runs">The folder that runs' folders are in.</param>
public sealed class RunHistory(string? folder, string runs)
{
    public const string FolderName = "history";

    // A page of trends holds no more, and each has every step of a run in it.
    private const int MostShown = 30;

    /// <summary>The history of the runs in a folder, kept within it.</summary>
    public static RunHistory In(string runs) => new(Path.Combine(runs, FolderName), runs);

    /// <summary>
    /// Of a run's own kind: those of this checkout, and of its nights; of a run that is kept elsewhere, the runs that lie
    /// beside it.
    /// </summary>
    public static RunHistory Of(string runFolder)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(runFolder)) ?? "/";
        return parent == Checkout.Out || IsInANightOf(Checkout.Out, parent)
            ? new(Path.Combine(Checkout.Out, FolderName), parent)
            : new(null, parent);
    }

    // reports/out/NIGHT/JOB/RUN
    private static bool IsInANightOf(string runs, string job) =>
        Path.GetDirectoryName(job) is { } night
        && RunFolder.IsNight(night)
        && Path.GetDirectoryName(night) == runs;

    /// <summary>The runs before this one, oldest first; this one is added for those to come.</summary>
    internal async Task<IReadOnlyList<HistoryPoint>> BeforeAsync(RunTree tree, CancellationToken ct)
    {
        using var turn = folder is null ? null : await TurnAsync(folder, ct);
        var file = folder is null ? null : Path.Combine(folder, FileName(tree));
        var kept = (file is null ? [] : Read(file)).ToDictionary(point => point.Uuid);
        var before = kept.Count;
        var open = new List<HistoryPoint>();
        foreach (var other in Beside(tree, kept.Keys.ToHashSet()).Append(tree))
        {
            ct.ThrowIfCancellationRequested();
            var point = HistoryPoint.Of(other);
            // What was cut off may still be going on: it is not written down.
            if (other.Completed is null)
                open.Add(point);
            else
                kept[point.Uuid] = point;
        }
        if (file is not null && kept.Count != before)
            Write(file, kept.Values);
        var started = When.Milliseconds(tree.Started);
        return
        [
            .. kept
                .Values.Concat(open)
                .Where(point => point.Timestamp < started && point.Uuid != AllureId.Uuid(tree.Run))
                .OrderBy(point => point.Timestamp)
                .TakeLast(MostShown),
        ];
    }

    private static Task<TreeLock> TurnAsync(string folder, CancellationToken ct)
    {
        TrustedFolder.OpenOrMake(folder).Dispose();
        return TreeLock.TakeInTurnAsync(folder, ct);
    }

    /// <summary>One file for what can be compared: scenario, drill, profile.</summary>
    internal static string FileName(RunTree tree)
    {
        string?[] parts = [tree.Scenario, tree.Suite, tree.Parameters.GetValueOrDefault("profile")];
        var name = string.Join('.', parts.OfType<string>().Where(part => part.Length > 0));
        var safe = string.Concat(
            name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' ? c : '_')
        );
        // A name that had to be changed could be another's.
        return safe == name ? $"{safe}.jsonl" : $"{safe}-{AllureId.Hash(name)[..8]}.jsonl";
    }

    internal static IEnumerable<HistoryPoint> Read(string file)
    {
        if (!File.Exists(file))
            yield break;
        using var trusted = TrustedFolder.Open(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var kept = trusted.OpenFile(Path.GetFileName(file));
        if (kept is null)
            yield break;
        using var reader = new StreamReader(kept);
        var seen = new HashSet<string>();
        while (reader.ReadLine() is { } line)
            if (Parse(line) is { } point && seen.Add(point.Uuid))
                yield return point;
    }

    // A line that cannot be read costs that line alone: its run is taken from its record again, if that is still there.
    private static HistoryPoint? Parse(string line)
    {
        try
        {
            var point = JsonSerializer.Deserialize<HistoryPoint>(line, DiskJson.Options);
            return point is { Uuid.Length: > 0, TestResults: not null, Metrics: not null }
                ? point
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static void Write(string file, IEnumerable<HistoryPoint> points)
    {
        using var trusted = TrustedFolder.Open(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var name = Path.GetFileName(file);
        using (var next = new StreamWriter(trusted.MakeFile($"{name}.new")))
            foreach (var point in points.OrderBy(point => point.Timestamp))
                next.WriteLine(JsonSerializer.Serialize(point, DiskJson.Options));
        trusted.Rename($"{name}.new", name);
    }

    private IEnumerable<RunTree> Beside(RunTree tree, HashSet<string> known)
    {
        if (!Directory.Exists(runs))
            yield break;
        known.Add(AllureId.Uuid(tree.Run));
        foreach (var run in Directory.GetDirectories(runs).Order(StringComparer.Ordinal))
        {
            using var record = Record(run);
            // "latest" is a second name of a run, which the id tells.
            if (
                record is not null
                && First(record) is { } start
                && start.Scenario == tree.Scenario
                && start.Suite == tree.Suite
                && start.Parameters.GetValueOrDefault("profile")
                    == tree.Parameters.GetValueOrDefault("profile")
                && known.Add(AllureId.Uuid(start.Run))
            )
            {
                record.BaseStream.Position = 0;
                record.DiscardBufferedData();
                yield return RunTree.Of(RunRecord.Read(record));
            }
        }
    }

    // What lies beside a run is not named by anybody: a link, a pipe or another user's file there is no record.
    private static StreamReader? Record(string run)
    {
        try
        {
            using var folder = TrustedFolder.Open(run);
            return folder.OpenFile(RunRecord.FileName) is { } file ? new(file) : null;
        }
        catch (Exception refused) when (refused is CannotRun or IOException)
        {
            return null;
        }
    }

    // The first line alone tells whose run it is; a run that cannot be read is no part of the history.
    private static RunStarted? First(StreamReader record)
    {
        try
        {
            return record.ReadLine() is { } line ? StrictEvents.Parse(line) as RunStarted : null;
        }
        catch (Exception unreadable)
            when (unreadable
                    is IOException
                        or JsonException
                        or NotSupportedException
                        or FormatException
            )
        {
            return null;
        }
    }
}
