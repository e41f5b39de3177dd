using System.Globalization;
using Verify.Instruments.Http;
using Verify.Origin.Profile;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>What the logs are asked with: every kind of file, of request and of answer, each with a mark of the run's own.</summary>
internal sealed class LogRequests(OriginSetup setup, SegmentCopy copy)
{
    /// <summary>Known by it among whatever else a log has.</summary>
    public string Mark { get; } =
        "verify=" + Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);

    private int number;

    private LoggingSettings Logging => setup.Profile.Logging;

    public IReadOnlyList<LoggedRequest> All()
    {
        var segment = copy.Target;
        var playlist = setup.Stream.Uri(setup.Stream.Playlist);
        var date = ("If-Modified-Since", $"{copy.Modified:R}");
        return
        [
            Segment("GET", segment),
            Segment("GET", segment, ("Range", "bytes=0-99")),
            Segment("HEAD", segment),
            Segment("GET", segment, date),
            Segment("GET", setup.Stream.Uri("verify-probe-nothing.ts")),
            Segment("OPTIONS", segment),
            Manifest("GET", playlist),
            Manifest("HEAD", playlist),
            Manifest("GET", setup.Stream.Uri("verify-probe-nothing.m3u8")),
            // An exact location without a log of its own: its line is with the rest.
            Other("GET", setup.Stream.Uri(setup.Stream.Master)),
            Other("GET", "/health"),
            Other("GET", "/nginx_status"),
            Other("GET", "/verify-probe-nothing"),
            Other("OPTIONS", "/"),
        ];
    }

    /// <summary>One more for a segment, whose line is of about this length.</summary>
    public LoggedRequest Padded(int length) =>
        Segment("HEAD", copy.Target, padding: $"&{new string('x', length)}");

    private LoggedRequest Segment(
        string method,
        string target,
        (string, string)? header = null,
        string padding = ""
    ) => new(Ask(method, target, header, padding), Logging.Files.Segments, LogFormat.HlsPerf);

    private LoggedRequest Manifest(string method, string target) =>
        new(Ask(method, target), Unless(Logging.Files.Manifests), LogFormat.Timing);

    private LoggedRequest Other(string method, string target) =>
        new(Ask(method, target), Unless(Logging.Files.All), LogFormat.Timing);

    private string? Unless(string file) => Logging.SegmentsOnly ? null : file;

    private HttpAsk Ask(
        string method,
        string target,
        (string, string)? header = null,
        string padding = ""
    ) => HttpAsk.Of(method, $"{target}?{Mark}-{++number}{padding}", header is { } one ? [one] : []);
}
