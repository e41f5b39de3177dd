using Verify.Instruments.Http;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>A request whose line is known before it is asked: in which file it has to be, and in which form.</summary>
/// <param name="File">The name of the log; null where it is to be in none.</param>
internal sealed record LoggedRequest(HttpAsk Ask, string? File, LogFormat Format)
{
    // nginx takes the time once for all that it does between two waits, and writes whole milliseconds.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    /// <summary>What the client saw; null until it was asked.</summary>
    public HttpAnswer? Answer { get; init; }

    public string Name => $"{Ask.Method} {Ask.Target.Split('?')[0]} {Answer?.Status}";

    /// <summary>Where a line says something else than the client saw, one sentence each.</summary>
    public IEnumerable<string> Differences(LogLine line, WallClock clock, string client)
    {
        var seen = Answer!;
        if (line.Status != seen.Status)
            yield return $"{Name}: status {line.Status}";
        if (line.Bytes != seen.BodyLength)
            yield return $"{Name}: {line.Bytes} bytes, and the client got {seen.BodyLength}";
        if (line.Method is { } method && method != Ask.Method)
            yield return $"{Name}: method {method}";
        if (line.Client is { } address && address != client)
            yield return $"{Name}: asked by {address}, and the client is {client}";
        if (line.Took > seen.RoundTrip + Tick)
            yield return $"{Name}: took {line.Took.TotalMilliseconds:0} ms, and the client waited {seen.RoundTrip.TotalMilliseconds:0.0} ms";
        var (first, last) = (Second(clock.Of(seen.Sent) - Tick), clock.Of(seen.Completed) + Tick);
        if (line.At < first || line.At > last)
            yield return $"{Name}: at {line.At:O}, and it was asked at {clock.Of(seen.Sent):O}";
    }

    // The formats have whole seconds.
    private static DateTimeOffset Second(DateTimeOffset at) =>
        at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
}
