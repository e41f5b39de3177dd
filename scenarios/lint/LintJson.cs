using System.Text.Json;
using System.Text.Json.Serialization;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>A lint's report for machines: everything.</summary>
internal static class LintJson
{
    private static readonly JsonSerializerOptions Options = new(DiskJson.Options)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<PlaylistSeverity>(JsonNamingPolicy.CamelCase) },
    };

    public static string Of(LintReport report) =>
        JsonSerializer.Serialize(
            new
            {
                report.Source,
                Verdict = LintTable.Word(report),
                report.ExitCode,
                Errors = report.Count(PlaylistSeverity.Error),
                Warnings = report.Count(PlaylistSeverity.Warning),
                Notes = report.Count(PlaylistSeverity.Note),
                Findings = report.Findings.Select(found => new
                {
                    found.Playlist,
                    found.Finding.Line,
                    found.Finding.Severity,
                    found.Finding.Rule,
                    found.Finding.Section,
                    found.Finding.What,
                    found.Finding.Meaning,
                    found.Finding.Cure,
                }),
                Playlists = report.Playlists.Select(Shown),
                report.Remarks,
            },
            Options
        );

    private static object Shown(LintedPlaylist linted) =>
        linted.Playlist switch
        {
            MediaPlaylist media => new
            {
                linted.Name,
                Kind = "media",
                media.Version,
                TargetDurationSeconds = media.TargetDuration.TotalSeconds,
                MediaSequence = media.Sequence,
                Segments = media.Segments.Count,
                DurationSeconds = media.Duration.TotalSeconds,
                media.Ended,
                SegmentsLookedAt = linted.Looked,
                linted.Versions,
            },
            MultivariantPlaylist all => new
            {
                linted.Name,
                Kind = "multivariant",
                all.Version,
                Variants = all.Variants.Count,
                Renditions = all.Renditions.Count,
            },
            _ => new { linted.Name },
        };
}
