using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Loop;

namespace Verify.Swarm.Viewers;

/// <summary>Loads playlists of one viewer, and bears with failures as long as its plan lets it.</summary>
internal sealed class PlaylistLoader(SwarmRun run, ViewerConnections connections)
{
    private TimeSpan wait;

    /// <summary>It failed more often in a row than a viewer bears.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>How long to wait before the next attempt, as FFmpeg does: 0, 1, 3, 7 ... s.</summary>
    public TimeSpan NextWait { get; private set; }

    /// <returns>The first version and when it was due; null after too many failures.</returns>
    public async Task<(Listing?, Instant)> JoinAsync(
        PlaylistAddress address,
        Instant due,
        Pause pause
    )
    {
        while (true)
        {
            var answer = await connections.GetAsync(address.Request, BodyUse.Keep);
            if (answer.IsRedirect)
                answer = await connections.FollowAsync(address.Request, answer, BodyUse.Keep);
            if (Read(address, answer, due) is { } listing)
                return (listing, due);
            if (GaveUp)
                return (null, due);
            due = Instant.Now + NextWait;
            await pause.UntilAsync(due);
        }
    }

    /// <summary>Counts the answer and reads it.</summary>
    /// <returns>Null where there is no playlist in it.</returns>
    public Listing? Read(PlaylistAddress address, in Answer answer, Instant due)
    {
        if (run.Tally.Takes(answer, address.Request))
        {
            run.Tally.PlaylistLatencies.Raw.Record(answer.Completed - answer.Sent);
            run.Tally.PlaylistLatencies.Corrected.Record(answer.Completed - due);
            if (answer.IsEncoded)
                run.Tally.Failed("an encoding that was not asked for");
            else if (address.Read(answer.Body.Span) is { Playlist: not null } listing)
            {
                wait = TimeSpan.Zero;
                return listing;
            }
            else
                run.Tally.Failed("not a playlist");
        }
        Failed();
        return null;
    }

    private void Failed()
    {
        if (run.Plan.Reconnect is not { } longest || wait > longest)
        {
            GaveUp = true;
            run.Tally.GaveUp++;
            return;
        }
        NextWait = wait;
        wait = (2 * wait) + TimeSpan.FromSeconds(1);
        run.Tally.Retries++;
    }
}
