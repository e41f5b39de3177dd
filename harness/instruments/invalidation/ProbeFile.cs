using Verify.Instruments.Files;
using Verify.Instruments.Http;

namespace Verify.Instruments.Invalidation;

/// <summary>The file that a probe changes: set up on start, put back as it was on disposal.</summary>
internal sealed class ProbeFile : IDisposable
{
    private readonly InvalidationProbe probe;
    private readonly byte[]? original;
    private readonly Lock gate = new();
    private (Instant, TimeSpan, DateTimeOffset)? changed;

    private ProbeFile(InvalidationProbe probe)
    {
        this.probe = probe;
        original = File.Exists(probe.File) ? File.ReadAllBytes(probe.File) : null;
    }

    public static ProbeFile SetUp(InvalidationProbe probe)
    {
        var file = new ProbeFile(probe);
        if (probe.Kind == InvalidationKind.Appeared)
            File.Delete(probe.File);
        else
            file.Publish(probe.Old.Span);
        return file;
    }

    /// <summary>When the change was made, the error of that, and the moment by the wall clock; null before.</summary>
    public (Instant At, TimeSpan Error, DateTimeOffset Wall)? Changed
    {
        get
        {
            lock (gate)
                return changed;
        }
    }

    public void Change()
    {
        var ready = this.probe.Kind == InvalidationKind.Deleted ? null : Write(this.probe.New.Span);
        var clock = WallClock.Read();
        var before = Instant.Now;
        if (ready is null)
            File.Delete(this.probe.File);
        else
            File.Move(ready, this.probe.File, overwrite: true);
        var half = (Instant.Now - before) / 2;
        lock (gate)
            changed = (before + half, half, clock.Of(before + half));
    }

    public InvalidationState StateOf(HttpAnswer answer)
    {
        var isOld =
            this.probe.Kind == InvalidationKind.Appeared
                ? answer.Status == 404
                : Is(answer, this.probe.Old.Span);
        var isNew =
            this.probe.Kind == InvalidationKind.Deleted
                ? answer.Status == 404
                : Is(answer, this.probe.New.Span);
        return isOld ? InvalidationState.Old
            : isNew ? InvalidationState.New
            : InvalidationState.Neither;
    }

    public void Dispose()
    {
        if (original is null)
            File.Delete(this.probe.File);
        else
            Publish(original);
    }

    private static bool Is(HttpAnswer answer, ReadOnlySpan<byte> body) =>
        answer.Status == 200 && answer.Body.Span.SequenceEqual(body);

    private void Publish(ReadOnlySpan<byte> bytes) =>
        File.Move(Write(bytes), this.probe.File, overwrite: true);

    private string Write(ReadOnlySpan<byte> bytes) => WrittenFile.MakeReady(this.probe.File, bytes);
}
