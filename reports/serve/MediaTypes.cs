namespace Verify.Reports.Serve;

/// <summary>What a browser is told of a file, by its name.</summary>
internal static class MediaTypes
{
    public static string Of(string file) =>
        Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" or ".mjs" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".json" => "application/json",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".woff" => "font/woff",
            ".woff2" => "font/woff2",
            ".csv" => "text/csv; charset=utf-8",
            // Markdown and the record's lines are looked at too: a browser saves what it is not told to be plain text.
            ".txt" or ".md" or ".jsonl" or ".conf" or ".diff" or ".log" or ".m3u8" =>
                "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
}
