using System.Text;
using Verify.Engine.Linux;
using Verify.Engine.Trust;

namespace Verify.Engine.Journals;

/// <summary>One of the files that hold a journal, as lines that are on disk before anybody relies on them.</summary>
internal sealed class JournalFile(string path)
{
    /// <summary>
    /// Closes a line that whoever wrote it did not bring to its end: then it also told nobody that it was on disk, and
    /// what it was about has never begun. Control characters are written by nobody else: JSON escapes them.
    /// </summary>
    public const string Torn = "\u0018torn";

    private readonly string folder = Path.GetDirectoryName(path)!;
    private readonly string name = Path.GetFileName(path);

    // Whatever lies there under its name: what is no file of ours is refused when it is opened.
    public bool IsThere => FileFacts.Of(path) is not null;

    /// <summary>What a file is made as: one that was being made when its maker was killed is found there.</summary>
    public static string Unready(string path) => $"{path}.new";

    /// <summary>Makes the file, whole or not at all: an empty one has been damaged.</summary>
    public void Make(byte[] content, bool oursAlone = false)
    {
        using var trusted = TrustedFolder.Open(folder);
        using (var file = trusted.MakeFile(Unready(name), oursAlone))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        trusted.Rename(Unready(name), name);
        Durable.Folder(folder);
    }

    public void Append(JournalLine line)
    {
        using var trusted = TrustedFolder.Open(folder);
        using var file =
            trusted.OpenFile(name, FileAccess.ReadWrite)
            ?? throw new FileNotFoundException($"{path} is not there any more.");
        var end = Tail(file) switch
        {
            "" => "",
            var tail when JournalLine.AllIn(tail).Any() => "\n",
            _ => $"{Torn}\n",
        };
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes($"{end}{line}\n"));
        file.Flush(flushToDisk: true);
    }

    public byte[] Content()
    {
        using var trusted = TrustedFolder.Open(folder);
        return trusted.Read(name)
            ?? throw new FileNotFoundException($"{path} is not there any more.");
    }

    /// <summary>Its lines; where one is damaged, with the reason.</summary>
    public IReadOnlyList<FoundLine> Lines()
    {
        var found = new List<FoundLine>();
        var parts = Encoding.UTF8.GetString(Content()).Split('\n');
        for (var i = 0; i < parts.Length; i++)
        {
            // Nothing follows the last end of a line.
            var isLast = i == parts.Length - 1;
            if (isLast && parts[i].Length == 0)
                break;
            var intact = JournalLine.AllIn(parts[i]).ToArray();
            var place = $"{path}:{i + 1}";
            if (intact.Length > 0)
                found.AddRange(
                    intact.Select(line => new FoundLine(place, line, EndOf(parts[i]), false))
                );
            else if (found is [.., { Line: null, IsTorn: false }] && !JournalLine.Begins(parts[i]))
                // The rest of the line before: damage can also look like the end of a line.
                continue;
            else if (isLast || parts[i].EndsWith(Torn, StringComparison.Ordinal))
                found.Add(
                    new(place, null, "cut off while it was written: its act never began", true)
                );
            else
                found.Add(new(place, null, JournalLine.Damage(parts[i]), false));
        }
        return found;
    }

    private static string? EndOf(string text) =>
        JournalLine.Damage(text) is null ? null : "its end is damaged; what it says is not";

    // Of all but the last line the end is on disk.
    private static string Tail(FileStream file)
    {
        var tail = new List<byte>();
        for (var at = file.Length - 1; at >= 0; at--)
        {
            file.Seek(at, SeekOrigin.Begin);
            if (file.ReadByte() is var one && one == '\n')
                break;
            tail.Add((byte)one);
        }
        tail.Reverse();
        return Encoding.UTF8.GetString([.. tail]);
    }
}

/// <summary>A line of a journal's file.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Line">Null where it cannot be believed.</param>
/// <param name="IsTorn">It was never written to its end.</param>
internal sealed record FoundLine(string Place, JournalLine? Line, string? Damage, bool IsTorn);
