namespace Verify.Instruments.Gates.Http;

/// <summary>The head of a request as a client sends it.</summary>
/// <param name="Kind">Its method.</param>
/// <param name="Target">Path and query as they were sent.</param>
public sealed record HttpRequest(
    string Kind,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers
) : IGatedCommand
{
    /// <summary>Without its query.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>The first value of a header; null where it is not sent.</summary>
    public string? First(string name) =>
        Headers
            .Where(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(one => one.Value)
            .FirstOrDefault();

    public override string ToString() => $"{Kind} {Target}";

    /// <returns>Null where it is no head of HTTP/1.</returns>
    internal static HttpRequest? Of(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return
            lines is [var first, ..]
            && first.Split(' ') is [var method, var target, ['H', 'T', 'T', 'P', ..]]
            ? new(
                method,
                target,
                [
                    .. lines
                        .Skip(1)
                        .Select(line => line.Split(':', 2))
                        .Where(parts => parts.Length == 2)
                        .Select(parts => KeyValuePair.Create(parts[0].Trim(), parts[1].Trim())),
                ]
            )
            : null;
    }
}
