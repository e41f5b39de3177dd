using System.Globalization;
using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>A playlist on a server.</summary>
/// <param name="insecure">https whoever signed the certificate.</param>
internal sealed class UrlLintSource(bool insecure = false) : ILintSource
{
    // RFC 8216 section 4, and what it was called before.
    private static readonly string[] Types =
    [
        "application/vnd.apple.mpegurl",
        "audio/mpegurl",
        "application/x-mpegurl",
        "audio/x-mpegurl",
    ];

    public bool CanWatch => true;

    public async Task<LoadedPlaylist> LoadAsync(string name, CancellationToken ct)
    {
        try
        {
            var (at, answer) = await LintFetch.GetAsync(new(name), part: null, insecure, ct);
            return answer.Status switch
            {
                200 => new(
                    at.AbsoluteUri,
                    LintFetch.Body(at, answer),
                    [.. Delivered(name, at, answer)]
                ),
                >= 500 => throw new CannotRun(
                    $"{at}: {Said(answer)}. Try again, or look at the server's log."
                ),
                _ => throw new UsageError($"{at}: {Said(answer)}; a playlist answers with 200."),
            };
        }
        catch (ExchangeFailed failed) when (failed.Fault == HttpFault.TooLarge)
        {
            throw new UsageError($"{name}: {failed.Message}; no playlist is as large.");
        }
        catch (ExchangeFailed failed) when (failed.Fault == HttpFault.Malformed)
        {
            throw new UsageError($"{name}: not an answer that a player can use: {failed.Message}.");
        }
        catch (ExchangeFailed failed)
        {
            throw new CannotRun(
                $"{name}: {failed.Message} ({failed.Fault}). See that the server is up and the address is right.",
                failed
            );
        }
    }

    public string? Resolve(string playlist, string reference) =>
        Uri.TryCreate(new Uri(playlist), reference, out var url) && url.Scheme is "http" or "https"
            ? BasicCredentials.Carried(new(playlist), url).AbsoluteUri
            : null;

    public async Task<SegmentLook> LookAsync(string name, ByteRange? range, CancellationToken ct)
    {
        var start = new byte[SegmentStart.Enough];
        var kept = 0;
        void Keep(ReadOnlySpan<byte> part)
        {
            var take = Math.Min(part.Length, start.Length - kept);
            part[..take].CopyTo(start.AsSpan(kept));
            kept += take;
        }

        var from = range?.Offset ?? 0;
        var wanted = Math.Min(SegmentStart.Enough, range?.Length ?? SegmentStart.Enough);
        try
        {
            var (_, answer) = await LintFetch.GetAsync(
                new(name),
                Keep,
                insecure,
                ct,
                ("Range", $"bytes={from}-{from + wanted - 1}")
            );
            return answer.Status switch
            {
                200 or 206 => new(null, null, Size(answer, range), start.AsMemory(0, kept)),
                // A range of an empty file begins behind its end.
                416 when Total(answer) == 0 => new(null, null, 0, default),
                404 or 410 or 416 => new(Said(answer), null, 0, default),
                _ => new(null, Said(answer), 0, default),
            };
        }
        catch (ExchangeFailed failed)
        {
            return new(null, $"{failed.Message} ({failed.Fault})", 0, default);
        }
    }

    private static long Size(HttpAnswer answer, ByteRange? range) =>
        range?.Length ?? (answer.Status == 206 ? Total(answer) : null) ?? answer.BodyLength;

    // Content-Range: bytes 0-376/123456
    private static long? Total(HttpAnswer answer) =>
        answer.First("Content-Range")?.Split('/') is [_, var total]
        && long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : null;

    private static IEnumerable<PlaylistFinding> Delivered(string name, Uri at, HttpAnswer answer)
    {
        if (new Uri(name) != at)
            yield return new(
                PlaylistSeverity.Note,
                null,
                "redirected",
                "RFC 8216 section 6.3.1",
                $"{name} leads to {at}",
                "one more round trip at every reload, for players that begin at the first address each time",
                "name the address that answers"
            );
        var type = (answer.First("Content-Type") ?? "").Split(';')[0].Trim();
        var isNamed =
            at.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase)
            || at.AbsolutePath.EndsWith(".m3u", StringComparison.OrdinalIgnoreCase);
        if (!Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            yield return new(
                isNamed ? PlaylistSeverity.Warning : PlaylistSeverity.Error,
                null,
                "content-type",
                "RFC 8216 section 4",
                type.Length == 0 ? "no Content-Type" : $"Content-Type is '{type}'",
                "browsers and set-top players that go by the type download it instead of playing it",
                "serve playlists as application/vnd.apple.mpegurl (nginx: types)"
            );
    }

    private static string Said(HttpAnswer answer) =>
        $"status {answer.Status} {LintText.Printable(answer.Reason)}".TrimEnd();
}
