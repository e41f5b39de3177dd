namespace Verify.Instruments;

/// <summary>The file that a probe changes: set up on start, put back as it was on disposal.</summary>
internal sealed class ProbeFile : IDisposable
{
    private readonly InvalidationProbe _probe;
    private readonly byte[]? _original;

    private ProbeFile(InvalidationProbe probe)
    {
        _probe = probe;
        _original = File.Exists(probe.File) ? File.ReadAllBytes(probe.File) : null;
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

    /// <summary>Makes the change; the true moment lies within the error around the one returned.</summary>
    public (Instant At, TimeSpan Error) Change()
    {
        var ready = _probe.Kind == InvalidationKind.Deleted ? null : Write(_probe.New.Span);
        var before = Instant.Now;
        if (ready is null)
            File.Delete(_probe.File);
        else
            File.Move(ready, _probe.File, overwrite: true);
        var half = (Instant.Now - before) / 2;
        return (before + half, half);
    }

    public InvalidationState StateOf(HttpAnswer answer)
    {
        var isOld =
            _probe.Kind == InvalidationKind.Appeared
                ? answer.Status == 404
                : Is(answer, _probe.Old.Span);
        var isNew =
            _probe.Kind == InvalidationKind.Deleted
                ? answer.Status == 404
                : Is(answer, _probe.New.Span);
        return isOld ? InvalidationState.Old
            : isNew ? InvalidationState.New
            : InvalidationState.Neither;
    }

    public void Dispose()
    {
        if (_original is null)
            File.Delete(_probe.File);
        else
            Publish(_original);
    }

    private static bool Is(HttpAnswer answer, ReadOnlySpan<byte> body) =>
        answer.Status == 200 && answer.Body.Span.SequenceEqual(body);

    private void Publish(ReadOnlySpan<byte> bytes) =>
        File.Move(Write(bytes), _probe.File, overwrite: true);

    private string Write(ReadOnlySpan<byte> bytes)
    {
        var ready = _probe.File + ".ready";
        File.WriteAllBytes(ready, bytes);
        return ready;
    }
}
