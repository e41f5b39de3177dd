using System.IO.Compression;
using System.Text;
using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>What a body is, held against what was published.</summary>
internal static class ServedBody
{
    // Text and media are told apart by how they begin; a server's own pages are a few hundred bytes.
    private const byte TransportStreamSync = 0x47;
    private const int MostDecoded = 64 * 1024 * 1024;
    private const int Shown = 120;

    /// <param name="all">All paths of the battery: another one's file may have been served.</param>
    public static string Of(HttpAnswer answer, AskedPath path, IReadOnlyList<AskedPath> all)
    {
        if (answer.BodyLength == 0)
            return AnswerFacet.None;
        var body = Decoded(answer);
        if (body is null)
            return "a coding that does not decode";
        if (
            MediaTypes
                .Comparable(answer)
                .StartsWith("multipart/byteranges", StringComparison.Ordinal)
        )
            return "parts";
        if (
            path.Published is { } file
            && Part(answer.Status, answer.First("Content-Range"), body, file.Span) is { } part
        )
            return part;
        var other = all.FirstOrDefault(one =>
            one != path && one.Published is { } published && published.Span.SequenceEqual(body)
        );
        if (other is not null)
            return $"the file of another path: {other.Kind}";
        if (path.Published is { } meant && answer.Status is 200 or 206)
            return Different(body, meant.Span);
        return body.AsSpan().StartsWith("#EXTM3U"u8) ? "a playlist"
            : body[0] == TransportStreamSync ? "media"
            : "something else";
    }

    /// <summary>The first line in which two texts differ; of other bytes, how many there are.</summary>
    public static string Different(ReadOnlySpan<byte> served, ReadOnlySpan<byte> published)
    {
        if (!published.StartsWith("#EXTM3U"u8))
            return $"not what was published: {served.Length} bytes for {published.Length}, alike up to byte {served.CommonPrefixLength(published)}";
        var (now, meant) = (Lines(served), Lines(published));
        for (var i = 0; i < Math.Max(now.Length, meant.Length); i++)
        {
            var (a, b) = (now.ElementAtOrDefault(i), meant.ElementAtOrDefault(i));
            if (a != b)
                return $"not what was published: line {i + 1} is {Quoted(a)} where {Quoted(b)} was published";
        }
        return "not what was published: the ends of lines differ";
    }

    private static string? Part(
        int status,
        string? range,
        ReadOnlySpan<byte> body,
        ReadOnlySpan<byte> file
    )
    {
        if (status is 200 && body.SequenceEqual(file))
            return "the file";
        if (status is not 206 || range?.Split(' ', '-') is not ["bytes", var first, ..])
            return null;
        return
            int.TryParse(first, out var from)
            && from <= file.Length
            && file[from..].StartsWith(body)
            ? "that part of the file"
            : "another part of the file than it says";
    }

    private static byte[]? Decoded(HttpAnswer answer)
    {
        if (
            !AnswerHeaders
                .Combined(answer, "Content-Encoding")
                .Equals("gzip", StringComparison.OrdinalIgnoreCase)
        )
            return answer.Body.ToArray();
        try
        {
            using var packed = new GZipStream(
                new MemoryStream(answer.Body.ToArray()),
                CompressionMode.Decompress
            );
            using var plain = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (packed.Read(buffer) is > 0 and var read)
            {
                plain.Write(buffer.AsSpan(0, read));
                if (plain.Length > MostDecoded)
                    return null;
            }
            return plain.Length == 0 ? null : plain.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string[] Lines(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text).Split('\n');

    private static string Quoted(string? line) =>
        line is null ? "nothing" : $"'{(line.Length > Shown ? line[..Shown] + "..." : line)}'";
}
