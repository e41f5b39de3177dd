using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>A line of an access log, by one of the origin's formats.</summary>
/// <param name="Target">Of the request, as it was sent.</param>
/// <param name="Method">Null where the format has none.</param>
/// <param name="Client">Null where the format has none.</param>
internal sealed partial record LogLine(
    string Target,
    DateTimeOffset At,
    int Status,
    TimeSpan Took,
    long Bytes,
    string? Method = null,
    string? Client = null
)
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:sszzz";
    private const string Local = "dd/MMM/yyyy:HH:mm:ss zzz";

    /// <summary>What it says; null if it is not of the format.</summary>
    public static LogLine? Read(string line, LogFormat format)
    {
        var match = (format == LogFormat.HlsPerf ? HlsPerf() : Timing()).Match(line);
        if (
            !match.Success
            || !DateTimeOffset.TryParseExact(
                Zoned(match.Groups["at"].Value),
                format == LogFormat.HlsPerf ? Iso : Local,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at
            )
        )
            return null;
        return new(
            match.Groups["target"].Value,
            at,
            int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(
                double.Parse(match.Groups["took"].Value, CultureInfo.InvariantCulture)
            ),
            long.Parse(match.Groups["bytes"].Value, CultureInfo.InvariantCulture),
            Named("method"),
            Named("client")
        );

        string? Named(string name) =>
            match.Groups[name] is { Success: true } group ? group.Value : null;
    }

    // nginx writes +0000 in one of the two, where .NET reads +00:00.
    private static string Zoned(string at) => OffsetWithoutColon().Replace(at, "$1:$2");

    // Written a second time, on purpose: $remote_addr - [$time_local] "$request" $status $body_bytes_sent rt=$request_time
    [GeneratedRegex(
        """^(?<client>[0-9a-f.:]+) - \[(?<at>[^\]]+)\] "(?<method>[A-Z]+) (?<target>\S+) HTTP/1\.1" (?<status>\d{3}) (?<bytes>\d+) rt=(?<took>\d+\.\d{3})$"""
    )]
    private static partial Regex Timing();

    // $time_iso8601 $status $request_time $body_bytes_sent $request_uri
    [GeneratedRegex(
        @"^(?<at>\S+) (?<status>\d{3}) (?<took>\d+\.\d{3}) (?<bytes>\d+) (?<target>\S+)$"
    )]
    private static partial Regex HlsPerf();

    [GeneratedRegex(@"([+-]\d\d)(\d\d)$")]
    private static partial Regex OffsetWithoutColon();
}

/// <summary>The origin's formats of an access log.</summary>
internal enum LogFormat
{
    Timing,
    HlsPerf,
}
