using Verify.Origin.Profile;

namespace Verify.Origin.Nginx;

/// <summary>The access logs of a profile: off, segments alone, or everything.</summary>
internal sealed class AccessLogs(LoggingSettings logging)
{
    private const string Off = "access_log off;";

    /// <summary>At http level: the formats, and the log of whatever no location claims.</summary>
    public string Http =>
        logging.Enabled
            ? $"""
                log_format timing '$remote_addr - [$time_local] "$request" $status $body_bytes_sent rt=$request_time';
                log_format hls_perf '$time_iso8601 $status $request_time $body_bytes_sent $request_uri';
                {Rest}
                """
            : Off;

    public string Manifests => LogsAll ? To(logging.Files.Manifests, "timing") : Off;

    public string Segments => logging.Enabled ? To(logging.Files.Segments, "hls_perf") : Off;

    private string Rest => LogsAll ? To(logging.Files.All, "timing") : Off;

    private bool LogsAll => logging is { Enabled: true, SegmentsOnly: false };

    private string To(string file, string format) =>
        $"access_log {logging.Directory.TrimEnd('/')}/{file} {format} buffer={logging.Buffer} flush={logging.FlushInterval}{Gzip};";

    private string Gzip => logging.Gzip > 0 ? $" gzip={logging.Gzip}" : "";
}
