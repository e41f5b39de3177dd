using System.Text.Json;
using Verify.Engine;
using Verify.Engine.Record;
using Verify.Engine.Trust;

namespace Verify.Reports.Record;

/// <summary>The run record as it was found on disk: every event that can be read, and what could not be.</summary>
public sealed record RunRecord(
    IReadOnlyList<RunEvent> Events,
    IReadOnlyList<RecordProblem> Problems
)
{
    /// <summary>The name of the record in a run's folder.</summary>
    public const string FileName = "run.jsonl";

    // What a problem shows of the line; enough to know it again, too little to drown the report.
    private const int Excerpt = 80;

    /// <summary>Reads a record leniently: what a crash or a bad disk did to a line costs that line alone.</summary>
    public static RunRecord Read(string path)
    {
        try
        {
            using var file = Open(path);
            using var reader = new StreamReader(file);
            return Read(reader);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageError(
                $"There is no run record at {path}. A run's folder holds {FileName}; name the folder of a run."
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRun(
                $"The run record {path} cannot be read: {e.Message}\nMake it readable and ask again.",
                e
            );
        }
    }

    // A writer may still be at it: a report of a run in progress is a report of a record cut off. A pipe has no end.
    private static FileStream Open(string path) =>
        RegularFile.IsOther(path)
            ? throw new IOException("it is no regular file.")
            : new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public static RunRecord Read(TextReader reader)
    {
        var events = new List<RunEvent>();
        var problems = new List<RecordProblem>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }
            try
            {
                events.Add(StrictEvents.Parse(line));
            }
            catch (Exception e)
                when (e is JsonException or NotSupportedException or FormatException)
            {
                problems.Add(new(number, FirstSentence(e.Message), Shorten(line)));
            }
        }
        return new(events, problems);
    }

    // The rest of a JsonException's message is .NET type names, which tell a reader nothing.
    private static string FirstSentence(string message) => message.Split(". ", 2)[0].TrimEnd('.');

    private static string Shorten(string line) =>
        line.Length <= Excerpt ? line : line[..Excerpt] + "...";
}

/// <summary>A line of the record that cannot be read.</summary>
/// <param name="Line">Counted from 1.</param>
public sealed record RecordProblem(int Line, string Why, string Text);
