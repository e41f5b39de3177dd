using System.Net;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Brings every situation about at one edge. Situations whose files have to reach their end share the waiting.</summary>
internal sealed class EdgeSituations(EdgeInRun edge, VideoFiles files)
{
    public const string RefreshHeader = "X-Cache-Refresh";

    // nginx counts in whole seconds, and serves what expires in a second until that second is over.
    private static readonly TimeSpan CountedBy = TimeSpan.FromSeconds(1);

    // So long that the second of two requests comes while the first is under way, on a busy machine too.
    private static readonly TimeSpan StorageTakes = TimeSpan.FromSeconds(1);

    // Of this machine, and not the one that may refresh.
    private static readonly IPAddress Stranger = IPAddress.Parse("127.0.0.3");

    private readonly EdgeAnswers asked = new(edge.Endpoint);
    private readonly Dictionary<EdgeSituation, string> seen = [];

    /// <summary>What was answered, by situation.</summary>
    public IReadOnlyDictionary<EdgeSituation, string> Seen => seen;

    /// <summary>The answer with which a segment came back after its time.</summary>
    public HttpAnswer? SegmentAgain { get; private set; }

    public async Task BringAboutAsync(CancellationToken ct)
    {
        var (looked, away, fetched) = (files.Playlists[0], files.Playlists[1], files.Playlists[2]);
        var segment = files.Segments[0];
        await SeeAsync(EdgeSituation.First, looked, ct);
        await SeeAsync(EdgeSituation.Second, looked, ct);
        await SeeAsync(EdgeSituation.Refreshed, looked, ct, (RefreshHeader, "1"));
        seen[EdgeSituation.RefreshedByStranger] = EdgeAnswers.Shown(
            await new EdgeAnswers(edge.From(Stranger)).GetAsync(looked, ct, (RefreshHeader, "1"))
        );
        foreach (var path in new[] { away, fetched, segment })
            await asked.GetAsync(path, ct);
        var stored = Instant.Now;
        await PastAsync(stored, edge.Settings.PlaylistValid, ct);
        await SeeAsync(EdgeSituation.AfterItsTime, looked, ct);
        await WithAsync(Fault.Refuse, () => SeeAsync(EdgeSituation.StorageAway, away, ct));
        await WithAsync(Fault.Slow(StorageTakes), () => SeeTwoAsync(fetched, ct));
        await PastAsync(stored, edge.Settings.SegmentValid, ct);
        SegmentAgain = await SeeAsync(EdgeSituation.SegmentAfterItsTime, segment, ct);
    }

    private static async Task PastAsync(Instant stored, TimeSpan valid, CancellationToken ct)
    {
        var left = stored + valid + CountedBy - Instant.Now;
        if (left > TimeSpan.Zero)
            await Task.Delay(left, ct);
    }

    private async Task<HttpAnswer> SeeAsync(
        EdgeSituation situation,
        string path,
        CancellationToken ct,
        params (string Name, string Value)[] headers
    )
    {
        var answer = await asked.GetAsync(path, ct, headers);
        seen[situation] = EdgeAnswers.Shown(answer);
        return answer;
    }

    // Which of the two comes first is nobody's business.
    private async Task SeeTwoAsync(string path, CancellationToken ct)
    {
        var both = await Task.WhenAll(asked.GetAsync(path, ct), asked.GetAsync(path, ct));
        seen[EdgeSituation.BeingFetched] = string.Join(
            ", ",
            both.Select(EdgeAnswers.Shown).Order(StringComparer.Ordinal)
        );
    }

    private async Task WithAsync(Fault fault, Func<Task> act)
    {
        edge.Storage.Fault = fault;
        try
        {
            await act();
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
    }
}
