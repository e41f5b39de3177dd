using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.Cli.Config.Check;

/// <summary>A line of nginx -t.</summary>
/// <param name="File">Where it found what it says, an absolute path; null where it names none.</param>
internal sealed partial record NginxMessage(string Level, string Text, string? File, int Line)
{
    /// <summary>nginx goes on after these.</summary>
    public bool IsWarning => Level is "warn" or "notice" or "info" or "debug";

    // In the form of a terminal, of a log, or in both.
    public static IReadOnlyList<NginxMessage> In(string words) =>
        [
            .. Said()
                .Matches(words)
                .Select(line => new NginxMessage(
                    line.Groups["level"].Value,
                    line.Groups["text"].Value,
                    line.Groups["file"].Success ? line.Groups["file"].Value : null,
                    line.Groups["line"].Success
                        ? int.Parse(line.Groups["line"].Value, CultureInfo.InvariantCulture)
                        : 0
                ))
                .Distinct(),
        ];

    /// <summary>file:line, with the file's name as the configuration was given.</summary>
    public string At(NginxConf conf) =>
        File is null ? ""
        : conf.Sources.FirstOrDefault(source => source.FullPath == File) is { } source
            ? $"{source.Path}:{Line}"
        : $"{File}:{Line}";

    [GeneratedRegex(
        @"^(nginx:|[\d/]+ [\d:]+) \[(?<level>\w+)\] (\d+#\d+: )?(?<text>.*?)( in (?<file>/.*):(?<line>\d{1,9}))?\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Said();
}
