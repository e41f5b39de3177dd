using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Loop;

namespace Verify.Swarm.Viewers;

/// <summary>Fetches the segments of one rendition in order and plays them.</summary>
internal sealed class SegmentLoader(
    SwarmRun run,
    Viewer viewer,
    ViewerConnections connections,
    SegmentQueue queue,
    Throughput throughput
)
{
    // As much as common players hold; only a presentation that has ended lists more.
    private static readonly TimeSpan BufferGoal = TimeSpan.FromSeconds(30);

    private readonly Pause pause = new(run.Loop);
    private readonly PlaybackBuffer buffer = new();
    private int fetched;
    private (Instant Due, Instant Sent)? pending;

    public bool PlayedToEnd { get; private set; }

    public bool IsDry(Instant now) => !IsDone && buffer.IsDry(now);

    // A viewer that left, or has all there is, waits for nothing.
    private bool IsDone { get; set; }

    public async Task FetchAsync()
    {
        var previous = Instant.Now;
        while (true)
        {
            if (queue.Next(previous, out var due) is not { } next)
            {
                if (queue.IsClosed)
                    break;
                await queue.NewsAsync();
                continue;
            }
            var full = buffer.Left(Instant.Now) - BufferGoal;
            if (full > TimeSpan.Zero)
            {
                due = Instant.Now + full;
                await pause.UntilAsync(due);
            }
            var isGot = false;
            for (var attempt = 0; !isGot && next.Request is not null; attempt++)
            {
                if (attempt > 0)
                    run.Tally.Retries++;
                pending = (due, Instant.Now);
                var answer = await connections.GetAsync(next.Request, Use());
                if (answer.IsRedirect)
                    answer = await connections.FollowAsync(next.Request, answer, Use());
                pending = null;
                isGot = Take(next, answer, due);
                if (!isGot && attempt >= run.Plan.SegmentRetries)
                    break;
            }
            if (!isGot)
                Miss(next);
            queue.Done();
            previous = Instant.Now;
        }
        IsDone = true;
        if (!queue.HasEnded)
            return;
        await pause.UntilAsync(Instant.Now + buffer.Left(Instant.Now));
        PlayedToEnd = true;
    }

    /// <returns>How often it stalled.</returns>
    public int End(Instant now)
    {
        if (!IsDone)
            buffer.End(now);
        if (pending is { } open)
            run.Tally.SegmentLatencies.Unanswered(now - open.Due, now - open.Sent);
        run.Tally.Stalls += buffer.Stalls;
        run.Tally.Stalled += buffer.Stalled;
        return buffer.Stalls;
    }

    // The first one too, so that a short run has looked into some.
    private BodyUse Use() => fetched % run.Plan.CheckEvery == 0 ? BodyUse.Check : BodyUse.Discard;

    private bool Take(ListedSegment next, in Answer answer, Instant due)
    {
        if (!run.Tally.Takes(answer, next.Request!))
            return false;
        if (answer.Length == 0)
        {
            run.Tally.Failed("an empty segment");
            return false;
        }
        var took = answer.Completed - answer.Sent;
        run.Tally.SegmentLatencies.Raw.Record(took);
        run.Tally.SegmentLatencies.Corrected.Record(answer.Completed - due);
        throughput.Note(answer.Length, took);
        if (fetched % run.Plan.CheckEvery == 0)
        {
            run.Tally.Checked++;
            if ((answer.IsTransportStream || next.IsTransportStream) && !answer.InSync)
                run.Tally.Failed("not MPEG-TS");
        }
        if (fetched++ == 0)
            viewer.Joined(answer.Completed);
        run.Tally.Segments++;
        buffer.Add(answer.Completed, next.Duration);
        if (!queue.HasEnded)
            run.Tally.Live.Record(queue.Behind(buffer.Left(answer.Completed), answer.Completed));
        return true;
    }

    private void Miss(ListedSegment next)
    {
        if (next.Wrong is { } wrong)
            run.Tally.Failed(wrong);
        // A gap is announced (EXT-X-GAP): nothing was to be had.
        if (next.Wrong is not null || next.Request is not null)
            run.Tally.Skipped++;
    }
}
