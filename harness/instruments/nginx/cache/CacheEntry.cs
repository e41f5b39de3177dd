using System.Buffers.Binary;
using System.Text;

namespace Verify.Instruments.Nginx.Cache;

/// <summary>An answer that nginx keeps, as the header of its own cache file says it (ngx_http_file_cache_header_t).</summary>
/// <param name="Key">The proxy_cache_key that it is kept under.</param>
/// <param name="Valid">From when it was kept until it expires.</param>
public sealed record CacheEntry(string Key, TimeSpan Valid)
{
    // version, valid_sec, updating_sec, error_sec, last_modified, date: 64 bits each.
    private const int ValidAt = 8;
    private const int DateAt = 40;
    private const int FixedPart = 48;

    // Since nginx 1.11.10; another one would lie in other places.
    private const long Version = 5;

    // The header is 344 bytes long, and a key is no longer than a request's line.
    private const int Looked = 16 * 1024;

    private static readonly byte[] KeyMark = "\nKEY: "u8.ToArray();

    /// <summary>All entries below a proxy_cache_path; what is being written is none yet.</summary>
    public static IReadOnlyList<CacheEntry> In(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Select(Read)
                    .OfType<CacheEntry>(),
            ]
            : [];

    /// <summary>Ends the time of all entries: to nginx, which reads it from the file, they have expired just now.</summary>
    public static int ExpireAll(string folder, DateTimeOffset now)
    {
        var expired = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Read(file) is null)
                continue;
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, now.ToUnixTimeSeconds() - 1);
            using var stream = File.OpenWrite(file);
            stream.Position = ValidAt;
            stream.Write(bytes);
            expired++;
        }
        return expired;
    }

    private static CacheEntry? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var bytes = new byte[Looked];
            return Of(
                bytes.AsSpan(0, stream.ReadAtLeast(bytes, Looked, throwOnEndOfStream: false))
            );
        }
        catch (IOException)
        {
            // It went while it was looked at.
            return null;
        }
    }

    internal static CacheEntry? Of(ReadOnlySpan<byte> bytes)
    {
        if (
            bytes.Length < FixedPart
            || BinaryPrimitives.ReadInt64LittleEndian(bytes) != Version
            || bytes.IndexOf(KeyMark) is not (> 0 and var mark)
        )
            return null;
        var key = bytes[(mark + KeyMark.Length)..];
        return key.IndexOf((byte)'\n') is >= 0 and var end
            ? new(
                Encoding.UTF8.GetString(key[..end]),
                TimeSpan.FromSeconds(
                    BinaryPrimitives.ReadInt64LittleEndian(bytes[ValidAt..])
                        - BinaryPrimitives.ReadInt64LittleEndian(bytes[DateAt..])
                )
            )
            : null;
    }
}
