using System.Text;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>A log that grows: each look reads what was added since the last one.</summary>
public sealed class LogTail(string path)
{
    // A day's log of a busy cache must not be read into memory at once.
    private const long MostBytes = 64 * 1024 * 1024;

    private long position;

    /// <summary>Whole lines that were added. A file that is shorter than before was begun anew, and is read from its start.</summary>
    public IReadOnlyList<string> Read()
    {
        if (!File.Exists(path))
        {
            position = 0;
            return [];
        }
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        if (file.Length < position)
            position = 0;
        // Of a longer part the end is what counts.
        position = Math.Max(position, file.Length - MostBytes);
        file.Position = position;
        var bytes = new byte[file.Length - position];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        // The last line may be in the middle of being written.
        var whole = Array.LastIndexOf(bytes, (byte)'\n', Math.Max(0, length - 1), length) + 1;
        position += whole;
        return Encoding
            .UTF8.GetString(bytes, 0, whole)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
