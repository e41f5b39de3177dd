using System.Threading.Channels;
using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>Fetches the segments of one rendition in order and plays them.</summary>
internal sealed class SegmentLoader(
    SwarmPlan plan,
    IFetcher fetcher,
    SwarmTally tally,
    Instant joined
)
{
    // As much as common players hold; only a presentation that has ended lists more.
    private static readonly TimeSpan BufferGoal = TimeSpan.FromSeconds(30);

    private readonly PlaybackBuffer buffer = new();
    private int fetched;

    /// <param name="ended">Whether the playlist has said that nothing more will come.</param>
    public async Task FetchAsync(
        ChannelReader<DueSegment> segments,
        Func<bool> ended,
        CancellationToken over
    )
    {
        var timeUp = false;
        try
        {
            var previous = joined;
            await foreach (var next in segments.ReadAllAsync(over))
            {
                var due = next.AfterPrevious && previous > next.Due ? previous : next.Due;
                var full = buffer.Left(Instant.Now) - BufferGoal;
                if (full > TimeSpan.Zero)
                {
                    due = Instant.Now + full;
                    await Pace.UntilAsync(due, tally, over);
                }
                await FetchAsync(next, due, over);
                previous = Instant.Now;
            }
            if (!ended())
                return;
            await Pace.UntilAsync(Instant.Now + buffer.Left(Instant.Now), tally, over);
            tally.PlayedToEnd();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            timeUp = true;
        }
        finally
        {
            // A viewer that left, or saw the end, waits for nothing; one whose time is up may be waiting still.
            if (timeUp && !ended())
                buffer.End(Instant.Now);
            tally.Played(buffer);
        }
    }

    private async Task FetchAsync(DueSegment next, Instant due, CancellationToken over)
    {
        for (var attempt = 0; attempt <= plan.SegmentRetries; attempt++)
        {
            if (attempt > 0)
                tally.Retried();
            if (await TryAsync(next, due, over))
                return;
        }
        tally.Skipped();
    }

    private async Task<bool> TryAsync(DueSegment next, Instant due, CancellationToken over)
    {
        // The first one too, so that a short run has looked into some.
        var check = fetched % plan.CheckEvery == 0 ? new TransportStreamCheck() : null;
        try
        {
            var answer = await fetcher.GetAsync(
                next.Url.PathAndQuery,
                part => check?.Take(part),
                over
            );
            tally.Received(answer.BodyLength);
            if (answer.Status != 200)
            {
                tally.Failed($"status {answer.Status}");
                return false;
            }
            tally.Segments.Raw.Record(answer.RoundTrip);
            tally.Segments.Corrected.Record(answer.Completed - due);
            if (check is not null)
            {
                tally.Checked();
                if (!check.Holds && IsTransportStream(next, answer))
                    tally.Failed("not MPEG-TS");
            }
            Play(next, answer);
            return true;
        }
        catch (ExchangeFailed failed)
        {
            tally.Failed(failed.Fault.ToString().ToLowerInvariant());
            return false;
        }
        catch (OperationCanceledException)
        {
            tally.Unanswered();
            throw;
        }
    }

    private void Play(DueSegment next, HttpAnswer answer)
    {
        if (fetched++ == 0)
            tally.Joined(answer.Completed - joined);
        tally.Segment();
        buffer.Add(answer.Completed, next.Segment.Duration);
    }

    private static bool IsTransportStream(DueSegment next, HttpAnswer answer) =>
        answer.First("Content-Type")?.Contains("mp2t", StringComparison.OrdinalIgnoreCase) == true
        || next.Url.AbsolutePath.EndsWith(".ts", StringComparison.OrdinalIgnoreCase);
}
