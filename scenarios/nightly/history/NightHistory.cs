using System.Text;
using System.Text.Json;
using Verify.Engine.Linux;
using Verify.Engine.Trust;

namespace Verify.Scenarios.Nightly.History;

/// <summary>The nights so far, a line a job, appended to and never rewritten; held by one night at a time.</summary>
internal sealed class NightHistory : IDisposable
{
    public const string FileName = "nights.jsonl";

    private const byte LineEnd = (byte)'\n';

    private readonly FileStream file;
    private readonly FileStream held;
    private readonly Lock turn = new();

    private NightHistory(FileStream file, FileStream held, NightsRead read) =>
        (this.file, this.held, Read) = (file, held, read);

    /// <summary>What was there when it was opened.</summary>
    public NightsRead Read { get; }

    public static string UsualPath => Path.Combine(Checkout.Out, "history", FileName);

    /// <exception cref="CannotRun">It cannot be read or written, or another night has it.</exception>
    public static NightHistory Open(string path)
    {
        try
        {
            using var folder = TrustedFolder.Parent(Path.GetDirectoryName(path)!);
            // Beside it, so that the history can be read while it is held; the kernel drops it with the process.
            var held =
                folder.TakeLock($"{Path.GetFileName(path)}.lock")
                ?? throw new CannotRun(
                    $"Another night is going on with this history ({path}.lock is held). Two would disturb each other's measurements: wait until it is over, or interrupt it (Ctrl-C)."
                );
            var file = folder.OpenOrMakeFile(Path.GetFileName(path));
            Durable.Folder(Path.GetDirectoryName(path)!);
            using var reader = new StreamReader(file, leaveOpen: true);
            return new(file, held, NightsRead.Of(reader));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CannotRun(
                $"The history {path} cannot be opened: {refused.Message} Name a file in a folder that can be written, with --history FILE.",
                refused
            );
        }
    }

    /// <summary>The same for whoever only looks; nothing is made, and a night that goes on is not in the way.</summary>
    public static NightsRead Look(string path)
    {
        if (!File.Exists(path))
            return NightsRead.None;
        try
        {
            using var folder = TrustedFolder.Parent(Path.GetDirectoryName(path)!);
            using var file = folder.OpenFile(Path.GetFileName(path));
            if (file is null)
                return NightsRead.None;
            using var reader = new StreamReader(file);
            return NightsRead.Of(reader);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CannotRun(
                $"The history {path} cannot be read: {refused.Message} Make it readable, or name another with --history FILE.",
                refused
            );
        }
    }

    public void Append(NightLine line)
    {
        lock (turn)
        {
            // The last line of a night that was cut off has no end: it stays as it is, on a line of its own.
            var bytes = Encoding.UTF8.GetBytes((EndsOpen() ? "\n" : "") + line.ToLine() + "\n");
            file.Seek(0, SeekOrigin.End);
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
    }

    public void Dispose()
    {
        file.Dispose();
        held.Dispose();
    }

    private bool EndsOpen()
    {
        if (file.Length == 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != LineEnd;
    }
}

/// <summary>The lines of a history, and what is wrong with those that cannot be read.</summary>
internal sealed record NightsRead(IReadOnlyList<NightLine> Lines, IReadOnlyList<string> Problems)
{
    public static NightsRead None { get; } = new([], []);

    public static NightsRead Of(TextReader reader)
    {
        var (lines, problems) = (new List<NightLine>(), new List<string>());
        for (var number = 1; reader.ReadLine() is { } text; number++)
            try
            {
                if (!string.IsNullOrWhiteSpace(text))
                    lines.Add(NightLine.Parse(text));
            }
            catch (Exception damaged)
                when (damaged is JsonException or NotSupportedException or FormatException)
            {
                problems.Add(
                    $"line {number} of the history cannot be read and was left as it is: {damaged.Message.Split(". ", 2)[0].TrimEnd('.')}"
                );
            }
        return new(lines, problems);
    }
}
