using System.Globalization;

namespace Verify.Instruments;

/// <summary>Reads one HTTP/1.x answer (RFC 9112): the head, and a body framed by length, by chunks or by the end.</summary>
internal static class AnswerParser
{
    // A server may send interim answers (103 Early Hints) first; one that only sends those is broken.
    private const int InterimAnswers = 8;

    public sealed record Head(
        int Version,
        int Status,
        string Reason,
        List<KeyValuePair<string, string>> Headers
    )
    {
        public IEnumerable<string> All(string name) =>
            Headers
                .Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(h => h.Value);
    }

    public static async ValueTask<Head> HeadAsync(AnswerReader reader, CancellationToken ct)
    {
        for (var i = 0; i < InterimAnswers; i++)
        {
            var head = await OneHeadAsync(reader, ct);
            // 101 hands the connection over to another protocol: nothing after it is HTTP.
            if (head.Status >= 200 || head.Status == 101)
                return head;
        }
        throw Malformed("interim answers without end");
    }

    /// <returns>Whether another answer can follow on the same connection.</returns>
    public static async ValueTask<bool> BodyAsync(
        AnswerReader reader,
        Head head,
        string method,
        BodyPart part,
        CancellationToken ct
    )
    {
        var persists = Persists(head);
        if (method == "HEAD" || head.Status is 101 or 204 or 304)
            return persists && head.Status != 101;
        var coding = head.All("Transfer-Encoding").ToList();
        if (coding.Count > 0)
        {
            if (!coding[^1].Trim().EndsWith("chunked", StringComparison.OrdinalIgnoreCase))
                throw Malformed($"Transfer-Encoding: {string.Join(", ", coding)}");
            await ChunksAsync(reader, part, ct);
            return persists;
        }
        if (Length(head) is { } length)
        {
            await reader.CountedAsync(length, part, ct);
            return persists;
        }
        await reader.ToEndAsync(part, ct);
        return false;
    }

    private static async ValueTask<Head> OneHeadAsync(AnswerReader reader, CancellationToken ct)
    {
        var line = await reader.LineAsync(ct);
        var words = line.Split(' ', 3);
        if (
            words.Length < 2
            || words[0].Length != 8
            || !words[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !char.IsAsciiDigit(words[0][7])
            || words[1].Length != 3
            || !words[1].All(char.IsAsciiDigit)
        )
            throw Malformed($"status line '{Shown(line)}'");
        var headers = new List<KeyValuePair<string, string>>();
        while ((line = await reader.LineAsync(ct)).Length > 0)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(' ', '\t'))
                throw Malformed($"header line '{Shown(line)}'");
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }
        return new(
            words[0][7] - '0',
            int.Parse(words[1], CultureInfo.InvariantCulture),
            words.Length > 2 ? words[2] : "",
            headers
        );
    }

    private static async ValueTask ChunksAsync(
        AnswerReader reader,
        BodyPart part,
        CancellationToken ct
    )
    {
        while (true)
        {
            var line = await reader.LineAsync(ct);
            var digits = line.Split(';', 2)[0].Trim();
            if (
                !long.TryParse(
                    digits,
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var size
                )
                || size < 0
            )
                throw Malformed($"chunk size '{Shown(line)}'");
            if (size == 0)
                break;
            await reader.CountedAsync(size, part, ct);
            if ((await reader.LineAsync(ct)).Length > 0)
                throw Malformed("a chunk longer than its size");
        }
        while ((await reader.LineAsync(ct)).Length > 0) { }
    }

    private static long? Length(Head head)
    {
        var values = head.All("Content-Length").Distinct().ToList();
        if (values.Count == 0)
            return null;
        // Two lengths are how an answer is smuggled: neither is believed.
        if (
            values.Count > 1
            || !values[0].All(char.IsAsciiDigit)
            || !long.TryParse(values[0], CultureInfo.InvariantCulture, out var length)
        )
            throw Malformed($"Content-Length: {Shown(string.Join(" and ", values))}");
        return length;
    }

    private static bool Persists(Head head)
    {
        var options = string.Join(',', head.All("Connection"));
        return head.Version == 0
            ? options.Contains("keep-alive", StringComparison.OrdinalIgnoreCase)
            : !options.Contains("close", StringComparison.OrdinalIgnoreCase);
    }

    private static ExchangeFailed Malformed(string what) => new(HttpFault.Malformed, what);

    private static string Shown(string text) => text.Length > 80 ? text[..80] + "..." : text;
}
