namespace Verify.Scenarios.Nightly.History;

/// <summary>Figures of histories that were written before figures had ids, by the names that they had.</summary>
internal static class EarlierNames
{
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["staleness, longest"] = "staleness-longest",
        ["staleness, with 95 % at most"] = "staleness-bound",
        ["staleness, p95"] = "staleness-p95",
        ["replaced manifest served for"] = "manifest-replaced",
        ["segment latency under load, p99 corrected"] = "segment-latency-p99",
        ["CPU per request, candidate by baseline"] = "cpu-per-request-ratio",
        ["requests under load"] = "load-requests",
        ["stalls under load"] = "load-stalls",
        ["longest time to recover"] = "time-to-recover-longest",
    };

    /// <summary>A name that nobody knows any more is its own id.</summary>
    public static string IdOf(string name) => Ids.GetValueOrDefault(name, name);
}
