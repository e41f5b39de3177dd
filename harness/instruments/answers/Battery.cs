using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>All that one server is asked, to be held against what another, or the same one later, answers.</summary>
public static class Battery
{
    /// <param name="paths">What is there first: a playlist, or one that moves, and a segment have to be among them.</param>
    /// <param name="pace">How long a segment lasts.</param>
    /// <param name="isShared">Others use the server: only safe requests are sent.</param>
    public static async Task<AnswerSheet> AskAsync(
        Endpoint endpoint,
        IReadOnlyList<AskedPath> paths,
        TimeSpan pace,
        bool isShared,
        CancellationToken ct
    )
    {
        var sheet = await new AnswerMeter(endpoint, paths) { IsShared = isShared }.AskAsync(ct);
        var traffic = await new TrafficMeter(
            endpoint,
            paths[0],
            paths.First(path => path.Kind == "segment"),
            pace
        ).AskAsync(ct);
        return sheet with { Answers = [.. sheet.Answers, .. traffic] };
    }
}
