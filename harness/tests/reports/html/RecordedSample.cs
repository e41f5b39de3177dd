using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports.Html;

/// <summary>Sample runs as they lie on disk: a folder with a record in it.</summary>
internal static class RecordedSample
{
    public static RunTree Write(string folder, IReadOnlyList<RunEvent> events)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(RunFolder.RecordOf(folder), events.Select(RecordJson.Line));
        return RunTree.Of(RunRecord.Read(RunFolder.RecordOf(folder)));
    }

    /// <summary>The same run under another id and on another day.</summary>
    public static List<RunEvent> Named(string id, IEnumerable<RunEvent> events, int daysLater) =>
        [
            .. events
                .Select(e => e is RunStarted start ? start with { Run = id } : e)
                .Select(e => e with { At = e.At.AddDays(daysLater) }),
        ];
}
