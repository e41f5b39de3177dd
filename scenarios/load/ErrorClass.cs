using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>Failed requests of one sort; a swarm's kinds of error fall into these, each into one.</summary>
internal sealed record ErrorClass(string Name, string Meaning, Func<string, bool> Has)
{
    private const string Status = "status ";

    /// <summary>In order: the first that has a kind counts it, the last has what is left.</summary>
    public static readonly IReadOnlyList<ErrorClass> All =
    [
        new(
            "3xx",
            "a redirect that leads to nothing a viewer can ask for",
            kind => IsStatus(kind, '3') || kind.StartsWith("a redirect ", StringComparison.Ordinal)
        ),
        new("4xx", "refused by the server: not there, not allowed", kind => IsStatus(kind, '4')),
        new("5xx", "the server's own failure", kind => IsStatus(kind, '5')),
        new("timeout", "no whole answer in time", kind => kind == "timeout"),
        new("connect", "no connection", kind => kind == "connect"),
        new(
            "reset",
            "the connection ended before the answer was whole",
            kind => kind is "reset" or "closed" or "truncated"
        ),
        new("content", "an answer that is not what it should be", _ => true),
    ];

    public static ErrorClass Of(string kind) => All.First(one => one.Has(kind));

    public long Count(SwarmResult result) =>
        result.Errors.Where(error => Of(error.Key) == this).Sum(error => error.Value);

    private static bool IsStatus(string kind, char first) =>
        kind.StartsWith(Status, StringComparison.Ordinal)
        && kind.AsSpan(Status.Length) is [var digit, _, _]
        && digit == first;
}
