using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>Loads playlists of one viewer and counts what fails.</summary>
internal sealed class PlaylistLoader(SwarmPlan plan, IFetcher fetcher, SwarmTally tally)
{
    private int failedInARow;

    /// <summary>It failed more often in a row than the plan lets a viewer bear.</summary>
    public bool GaveUp => failedInARow > Attempts;

    private int Attempts =>
        plan.Reconnect is { } longest ? (int)Math.Log2(longest.TotalSeconds + 1) + 1 : 0;

    /// <returns>The playlist, or null where there is none; the failure is counted.</returns>
    public async Task<Playlist?> LoadAsync(Uri url, Instant due, CancellationToken over)
    {
        var playlist = await TryAsync(url, due, over);
        failedInARow = playlist is null ? failedInARow + 1 : 0;
        if (playlist is null && GaveUp)
            tally.GaveUp();
        else if (playlist is null)
            tally.Retried();
        return playlist;
    }

    private async Task<Playlist?> TryAsync(Uri url, Instant due, CancellationToken over)
    {
        try
        {
            var answer = await fetcher.GetAsync(url.PathAndQuery, part: null, over);
            tally.Received(answer.BodyLength);
            if (answer.Status != 200)
            {
                tally.Failed($"status {answer.Status}");
                return null;
            }
            tally.Playlists.Raw.Record(answer.RoundTrip);
            tally.Playlists.Corrected.Record(answer.Completed - due);
            return Playlist.Parse(answer.Body.Span, PlaylistReading.Lenient);
        }
        catch (ExchangeFailed failed)
        {
            tally.Failed(failed.Fault.ToString().ToLowerInvariant());
        }
        catch (PlaylistError)
        {
            tally.Failed("not a playlist");
        }
        catch (OperationCanceledException)
        {
            tally.Unanswered();
            throw;
        }
        return null;
    }
}
