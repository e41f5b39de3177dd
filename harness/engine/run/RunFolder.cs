using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Verify.Engine;

/// <summary>Where a run leaves what it found: reports/out/&lt;run-id&gt;, with "latest" pointing to the newest.</summary>
public static class RunFolder
{
    public const string RecordName = "run.jsonl";
    public const string RequestName = "request.json";
    private const string GivenName = "given";
    internal const string LatestName = "latest";

    /// <summary>A new id: sorts by time, says what ran, and is the run's alone even when two start together.</summary>
    public static string NewId(string scenario, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{scenario}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}"
        );

    /// <param name="mask">For what the user gave; who reads it later needs only paths. Null where nothing is the user's.</param>
    public static void Create(RunRequest request, SecretMask? mask = null)
    {
        try
        {
            Directory.CreateDirectory(request.Folder);
            File.WriteAllText(
                Path.Combine(request.Folder, RequestName),
                JsonSerializer.Serialize(
                    mask is null ? request : request.Masked(mask),
                    RecordJson.Options
                )
            );
            PointLatest(request.Folder);
        }
        catch (Exception refused)
            when (refused
                    is IOException
                        or UnauthorizedAccessException
                        or System.ComponentModel.Win32Exception
            )
        {
            throw new CannotRun(
                $"The run cannot be recorded in {request.Folder}: {refused.Message}\n{FileAdvice.Or(refused, "give another folder with --out DIR")}",
                refused
            );
        }
    }

    public static RunRequest Load(string folder) =>
        JsonSerializer.Deserialize<RunRequest>(
            File.ReadAllText(Path.Combine(folder, RequestName)),
            RecordJson.Options
        )!;

    /// <summary>
    /// Makes the place for files of the user's that a lab would be out of sight of. They are what is served, so nothing
    /// in them can be masked: their owner alone reads them, and they go with the lab.
    /// </summary>
    public static string MakeGiven(string folder)
    {
        var given = Path.Combine(folder, GivenName);
        Directory.CreateDirectory(
            given,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        return given;
    }

    public static string Given(string folder) => Path.Combine(folder, GivenName);

    /// <summary>Removes them, if there are any.</summary>
    public static void DropGiven(string folder)
    {
        if (Directory.Exists(Given(folder)))
            Directory.Delete(Given(folder), recursive: true);
    }

    /// <summary>The run that was prepared in a folder; null where none was.</summary>
    public static RunRequest? Prepared(string folder) =>
        File.Exists(Path.Combine(folder, RequestName)) ? Load(folder) : null;

    /// <summary>A run's journal, with its copy in the tree that the run changes, if it changes one.</summary>
    public static Journal JournalOf(string folder) => new(folder, TreeOf(folder));

    /// <summary>What cuts the rollback of a run where a drill says so.</summary>
    public static Interrupter? InterrupterOf(string folder) =>
        Prepared(folder) is { } run ? new(run.Interruption, CancellationToken.None) : null;

    public static string RecordOf(string folder) => Path.Combine(folder, RecordName);

    // The request says so before anything is changed; where it is gone or damaged, the journal itself does.
    private static string? TreeOf(string folder)
    {
        try
        {
            if (File.Exists(Path.Combine(folder, RequestName)))
                return Load(folder).Tree;
        }
        catch (JsonException)
        {
            // As good as gone.
        }
        return
            JournalReading
                .Of([Path.Combine(folder, Journal.FileName)])
                .Entries.Select(entry => entry.Undo)
                .OfType<TreeAsItWas>()
                .FirstOrDefault()
                is { } undo
            ? Path.GetDirectoryName(undo.JournalCopy)
            : null;
    }

    // A link under another name, renamed over the old one: "latest" is never missing and never half written.
    private static void PointLatest(string folder)
    {
        var parent = Path.GetDirectoryName(folder)!;
        // In the run's own folder: one that a kill leaves there is in nobody's way.
        var fresh = Path.Combine(folder, $".{LatestName}");
        File.CreateSymbolicLink(fresh, Path.GetFileName(folder));
        // .NET would follow the link.
        Libc.Check(
            Libc.Rename(fresh, Path.Combine(parent, LatestName)),
            $"pointing {LatestName} to the run"
        );
    }
}
