using System.Text;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;
using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Lint;

/// <summary>A lint's report for people.</summary>
internal static class LintTable
{
    // The same on every line is seen after a few; --json has them all.
    private const int OfOneRule = 5;

    public static string Of(LintReport report)
    {
        var text = new StringBuilder();
        text.Append(Rows(report));
        if (report.Findings.Count > 0)
            text.AppendLine();
        foreach (
            var finding in report.Findings.Select(found => found.Finding).DistinctBy(f => f.Rule)
        )
        {
            text.AppendLine($"{finding.Rule} ({finding.Section})");
            text.AppendLine($"  for a viewer: {finding.Meaning}");
            text.AppendLine($"  cure: {finding.Cure}");
        }
        if (report.Findings.Count > 0)
            text.AppendLine();
        foreach (var playlist in report.Playlists)
            text.AppendLine($"{LintText.Printable(playlist.Name)}: {Shown(playlist)}");
        foreach (var remark in report.Remarks)
            text.AppendLine(remark);
        var (errors, warnings, notes) = (
            report.Count(PlaylistSeverity.Error),
            report.Count(PlaylistSeverity.Warning),
            report.Count(PlaylistSeverity.Note)
        );
        text.Append(
            $"{Word(report)}: {errors} {Plural(errors, "error")}, {warnings} {Plural(warnings, "warning")}, {notes} {Plural(notes, "note")}"
        );
        return text.ToString();
    }

    public static string Word(LintReport report) =>
        report.Malformed is not null ? "malformed"
        : report.ExitCode == 0 ? "pass"
        : "fail";

    private static TextTable Rows(LintReport report)
    {
        var kept = report
            .Findings.GroupBy(found => (found.Playlist, found.Finding.Rule))
            .ToDictionary(group => group.Key, group => group.Count());
        var said = new Dictionary<(string, string), int>();
        var table = new TextTable("", "", "", "");
        foreach (var found in report.Findings)
        {
            var key = (found.Playlist, found.Finding.Rule);
            var count = said[key] = said.GetValueOrDefault(key) + 1;
            var severity = found.Finding.Severity.ToString().ToLowerInvariant();
            if (count <= OfOneRule)
                table.Add(severity, found.Where, found.Finding.Rule, found.Finding.What);
            else if (count == kept[key])
                table.Add(
                    severity,
                    found.Playlist,
                    found.Finding.Rule,
                    $"... and {count - OfOneRule} more"
                );
        }
        return table;
    }

    private static string Shown(LintedPlaylist linted) =>
        linted.Playlist switch
        {
            MediaPlaylist media =>
                $"media, {(media.Ended ? "ended" : "live")}, version {media.Version}, {media.Segments.Count} segments of {media.Duration.TotalSeconds:0.###} s in all, target duration {media.TargetDuration.TotalSeconds:0} s; {linted.Looked} looked at"
                    + (linted.Versions > 1 ? $", {linted.Versions} versions" : ""),
            MultivariantPlaylist all =>
                $"multivariant, version {all.Version}, {all.Variants.Count} variants, {all.Renditions.Count} other renditions",
            _ => "",
        };

    private static string Plural(int count, string word) => count == 1 ? word : word + "s";
}
