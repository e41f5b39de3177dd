using Verify.Engine.Secrets;

namespace Verify.Tests.Reports.Html;

/// <summary>A failing run with every kind of evidence, on disk.</summary>
internal static class EvidenceRun
{
    public const string Diff =
        "--- before\n+++ after\n@@ -1 +1 @@\n-open_file_cache off;\n+open_file_cache max=51;\n";

    // One white pixel.
    private const string Picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

    private static readonly (string Name, string Type, byte[] Bytes)[] Kept =
    [
        ("change.diff", "text/x-diff", System.Text.Encoding.UTF8.GetBytes(Diff)),
        ("nginx.conf", "text/plain", "events {}\n"u8.ToArray()),
        ("staleness.csv", "text/csv", "at,age\n1,0.5\n"u8.ToArray()),
        ("screen.png", "image/png", Convert.FromBase64String(Picture)),
        ("page.html", "text/html", "<img src=\"https://elsewhere.example/x.png\">"u8.ToArray()),
    ];

    public static IReadOnlyList<string> Names => [.. Kept.Select(one => one.Name)];

    public static void Write(string folder, string id, int daysLater)
    {
        var evidence = new Evidence(folder, new SecretMask([]));
        var events = SampleRuns
            .Failing()
            .Events.SelectMany(e =>
                e is ClaimEvaluated { Step: "5.3", Verdict: Verdict.Fail } missed
                    ?
                    [
                        e,
                        .. Kept.Select(one =>
                            evidence.Keep("5", "5.3", one.Name, one.Bytes, one.Type) with
                            {
                                At = missed.At,
                            }
                        ),
                        new MeasurementTaken("5", "5.3", new("mounts", 3, "", 1))
                        {
                            At = missed.At,
                        },
                        new FindingMade("5", "5.3", "noatime is not the default")
                        {
                            At = missed.At,
                        },
                    ]
                    : (RunEvent[])[e]
            );
        RecordedSample.Write(folder, RecordedSample.Named(id, events, daysLater));
    }
}
