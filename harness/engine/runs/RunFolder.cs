using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Verify.Engine.Interruptions;
using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Secrets;
using Verify.Engine.Tree;
using Verify.Engine.Trust;

namespace Verify.Engine.Runs;

/// <summary>Where a run leaves what it found: reports/out/&lt;run-id&gt;, with "latest" pointing to the newest.</summary>
public static class RunFolder
{
    public const string RecordName = "run.jsonl";
    public const string RequestName = "request.json";
    private const string GivenName = "given";

    /// <summary>In the folder of a night, whose jobs' folders hold its runs.</summary>
    public const string NightName = "night.json";

    internal const string LatestName = "latest";

    /// <summary>Where a run outside a lab has its servers work.</summary>
    public const string WorkName = "work";

    public static bool IsNight(string folder) => File.Exists(Path.Combine(folder, NightName));

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
            using var parent = TrustedFolder.Parent(Path.GetDirectoryName(request.Folder)!);
            using var folder = parent.MakeNew(Path.GetFileName(request.Folder));
            Write(folder, mask is null ? request : request.Masked(mask));
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

    /// <summary>Has a drill's run be interrupted elsewhere, or nowhere.</summary>
    internal static void Rewrite(RunRequest request)
    {
        using var folder = TrustedFolder.Open(request.Folder);
        Write(folder, request);
    }

    /// <exception cref="NotTrusted">Somebody else could have written it.</exception>
    public static RunRequest Load(string folder)
    {
        using var trusted = TrustedFolder.Open(folder);
        return JsonSerializer.Deserialize<RunRequest>(
            trusted.Read(RequestName)
                ?? throw new CannotRun(
                    $"{folder} holds no {RequestName}: no run was prepared in it."
                ),
            DiskJson.Options
        )!;
    }

    /// <summary>Whether a run's folder, with all that is read from it or written in it, is ours alone.</summary>
    /// <remarks>What a server of a run left in <see cref="WorkName"/> belongs to whom that server ran as.</remarks>
    /// <exception cref="NotTrusted">Somebody else could have written to it.</exception>
    public static void MustBeOurs(string folder)
    {
        using var trusted = TrustedFolder.Open(folder);
        trusted.MustBeOursThroughout(leaveOut: WorkName);
    }

    private static void Write(TrustedFolder folder, RunRequest request)
    {
        using var file = folder.MakeFile(RequestName);
        JsonSerializer.Serialize(file, request, DiskJson.Options);
    }

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

    /// <summary>What cuts the rollback of a run where the drill says so that has started this program; null in every other.</summary>
    public static Interrupter? InterrupterOf(string folder) =>
        Interrupter.IsInDrill && Prepared(folder) is { } run
            ? new(run.Interruption, CancellationToken.None)
            : null;

    /// <summary>Where the undos of a run may reach.</summary>
    /// <param name="otherwise">The places of a run whose request names none; those of older versions do not.</param>
    public static Confines ConfinesOf(Journal journal, IReadOnlyList<string>? otherwise = null)
    {
        var request = TryLoad(journal.Folder);
        return new(
            RealPath.Of(journal.Folder),
            journal.Tree is { } tree ? RealPath.Of(tree) : null,
            request?.Places ?? otherwise ?? [],
            [.. (request?.Parameters ?? new Dictionary<string, string>()).Values]
        );
    }

    private static RunRequest? TryLoad(string folder)
    {
        try
        {
            return Prepared(folder);
        }
        catch (JsonException)
        {
            // Damaged: as good as gone.
            return null;
        }
    }

    public static string RecordOf(string folder) => Path.Combine(folder, RecordName);

    // The request says so before anything is changed; where it is gone or damaged, the journal itself does.
    private static string? TreeOf(string folder)
    {
        if (TryLoad(folder) is { } request)
            return request.Tree;
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
        // .NET would follow the link. Where everybody may make folders (/tmp) the name may be another user's: then it stays his.
        if (Libc.Rename(fresh, Path.Combine(parent, LatestName)) < 0)
            File.Delete(fresh);
    }
}
