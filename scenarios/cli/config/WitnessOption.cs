using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Requests;

namespace Verify.Scenarios.Cli.Config;

/// <summary>The user's own requests: a path, or a file of paths or an access log of any log_format.</summary>
internal static partial class WitnessOption
{
    public static IReadOnlyList<AskedPath> Read(IEnumerable<string> given) =>
        [
            .. given
                .SelectMany(One)
                .GroupBy(path => path, StringComparer.Ordinal)
                .Select(same => new AskedPath(same.Key, same.Count())),
        ];

    private static IEnumerable<string> One(string given)
    {
        // A path and a file's name both start with a slash: what is there as a file is one.
        if (File.Exists(given))
        {
            var paths = File.ReadLines(given).Select(PathOf).OfType<string>().ToList();
            return paths.Count > 0
                ? paths
                : throw new UsageError(
                    $"--witness: {given} has no line with a path. Allowed: a path a line, such as /live/stream.m3u8, or an access log with the request in it."
                );
        }
        return given.StartsWith('/')
            ? [given]
            : throw new UsageError(
                $"--witness: '{given}' is no file, and no path: a path starts with a slash, such as /live/stream.m3u8."
            );
    }

    // The request line wherever it stands; else the first word that is a path.
    private static string? PathOf(string line) =>
        Request().Match(line) is { Success: true } request ? request.Groups["path"].Value
        : Path().Match(line) is { Success: true } path ? path.Groups["path"].Value
        : null;

    [GeneratedRegex(@"\b[A-Z]{3,10} (https?://[^/\s]+)?(?<path>/[^\s""]*) HTTP/")]
    private static partial Regex Request();

    [GeneratedRegex(@"(?<=^|[\s""'|,;=:\[])(?<path>/[^\s""'|,;\]]*)")]
    private static partial Regex Path();
}
