using System.Text.Json;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>One request in the cache's access log.</summary>
/// <param name="Seconds">From its first byte to the last byte of the answer that nginx handed to the kernel, in steps of 1 ms.</param>
/// <param name="IsComplete">False where the client went before it had everything.</param>
public sealed record LogEntry(
    DateTimeOffset At,
    string Path,
    int Status,
    long Bytes,
    double Seconds,
    bool IsComplete
)
{
    private const string Narinfo = ".narinfo";

    public bool IsNarinfo => Path.EndsWith(Narinfo, StringComparison.Ordinal);

    /// <returns>Null for a line of another kind, or one that a crash has cut.</returns>
    public static LogEntry? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new(
                DateTimeOffset.FromUnixTimeMilliseconds(
                    (long)(root.GetProperty("at").GetDecimal() * 1000)
                ),
                root.GetProperty("path").GetString() ?? "",
                root.GetProperty("status").GetInt32(),
                root.GetProperty("bytes").GetInt64(),
                root.GetProperty("seconds").GetDouble(),
                root.GetProperty("complete").GetString() == "OK"
            );
        }
        catch (Exception other)
            when (other
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
                        or ArgumentOutOfRangeException
            )
        {
            return null;
        }
    }
}
