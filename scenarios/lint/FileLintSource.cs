using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>A playlist in a file, and what lies beside it.</summary>
internal sealed class FileLintSource : ILintSource
{
    // What is piped in comes from a program that is running already: it need not wait for a viewer.
    private static readonly TimeSpan PipePatience = TimeSpan.FromSeconds(10);

    public bool CanWatch => false;

    public async Task<LoadedPlaylist> LoadAsync(string name, CancellationToken ct)
    {
        if (Directory.Exists(name))
            throw new UsageError($"{name}: a folder; give the playlist in it.{Near(name, "")}");
        if (!File.Exists(name))
            throw new UsageError(
                $"{name}: there is no such file.{Near(Path.GetDirectoryName(Path.GetFullPath(name))!, Path.GetFileName(name))}"
            );
        if (FileKind.OtherThanFile(name) is not { } kind)
            return new(name, Read(name), []);
        // A pipe without a writer keeps whoever opens it, and cannot be cancelled: it is left to itself then.
        try
        {
            var reading = Task.Run(() => Read(name), CancellationToken.None);
            return new(name, await reading.WaitAsync(PipePatience, ct), []);
        }
        catch (TimeoutException)
        {
            throw new UsageError(
                $"{name}: {kind} that gave no whole playlist in {PipePatience.TotalSeconds} s. Save the playlist to a file and give that."
            );
        }
    }

    // One byte more than is allowed is enough to be refused; a device or pipe has no length to go by.
    private static ReadOnlyMemory<byte> Read(string name)
    {
        var most = PlaylistLimits.Default.Bytes + 1;
        using var file = File.OpenRead(name);
        var bytes = new byte[file.CanSeek ? Math.Min(file.Length, most) : most];
        return bytes.AsMemory(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    public string? Resolve(string playlist, string reference)
    {
        if (Uri.TryCreate(reference, UriKind.Absolute, out var absolute) && !absolute.IsFile)
            return null;
        var path = Uri.UnescapeDataString(reference.Split('?', '#')[0]);
        // An absolute path is the server's, not this machine's.
        return path.Length == 0 || path.StartsWith('/') || path.Contains('\0')
            ? null
            : Path.Combine(Path.GetDirectoryName(playlist) ?? "", path);
    }

    public async Task<SegmentLook> LookAsync(string name, ByteRange? range, CancellationToken ct)
    {
        if (!File.Exists(name))
            return new("no such file", null, 0, default);
        if (FileKind.OtherThanFile(name) is { } kind)
            return new($"{kind}, no file", null, 0, default);
        await using var file = File.OpenRead(name);
        if (range is { } part && part.End > file.Length)
            return new(
                $"the file has {file.Length} bytes, the range ends at {part.End}",
                null,
                0,
                default
            );
        file.Position = range?.Offset ?? 0;
        var length = range?.Length ?? file.Length;
        var start = new byte[Math.Min(SegmentStart.Enough, length)];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return new(null, null, length, start.AsMemory(0, read));
    }

    private static string Near(string folder, string typed)
    {
        if (!Directory.Exists(folder))
            return $" There is no folder {folder} either.";
        string[] playlists = [.. Directory.GetFiles(folder, "*.m3u8").Select(Path.GetFileName)!];
        return playlists.Length == 0 ? ""
            : typed.Length == 0 ? $" It holds {string.Join(", ", playlists.Order().Take(5))}."
            : NearestMatch.Hint(typed, playlists);
    }
}
