using System.IO.Compression;
using System.Text;
using Verify.Fixtures.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.NginxCaching.Setup;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>The access logs of a server, read where it writes them.</summary>
internal sealed class LogFolder(NginxServer server, LoggingSettings logging)
{
    /// <summary>The logs that there are, by name.</summary>
    public async Task<IReadOnlyDictionary<string, LogFile>> ReadAsync()
    {
        var found = new Dictionary<string, LogFile>(StringComparer.Ordinal);
        await server.InItsView(() =>
        {
            // Whatever else lies beside them is not ours to read, and no evidence.
            foreach (var name in LogFolders.Names(logging).Where(name => File.Exists(At(name))))
                found[name] = new(File.ReadAllBytes(At(name)));
        });
        return found;
    }

    /// <summary>Puts a log aside, as those who rotate them do.</summary>
    public Task RenameAsync(string name, string to) =>
        server.InItsView(() => File.Move(At(name), At(to)));

    private string At(string name) => Path.Combine(logging.Directory, name);
}

/// <summary>A log as it is on disk.</summary>
internal sealed record LogFile(byte[] Bytes)
{
    // RFC 1952: the first two bytes of every member.
    private static ReadOnlySpan<byte> Magic => [0x1f, 0x8b];

    public bool IsGzip => Bytes.AsSpan().StartsWith(Magic);

    /// <summary>Its text; of a gzip file, as far as its members are whole.</summary>
    public string Text { get; } = Read(Bytes);

    public IEnumerable<string> Lines(string mark) =>
        Text.Split('\n').Where(line => line.Contains(mark, StringComparison.Ordinal));

    private static string Read(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith(Magic))
            return Encoding.Latin1.GetString(bytes);
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        try
        {
            gzip.CopyTo(unpacked);
        }
        catch (InvalidDataException)
        {
            // One member is being written: what came before it has been read.
        }
        return Encoding.Latin1.GetString(unpacked.ToArray());
    }
}
