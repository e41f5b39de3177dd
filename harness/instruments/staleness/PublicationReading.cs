using Verify.Instruments.Http;

namespace Verify.Instruments.Staleness;

/// <summary>Reads the file that was just published and tells when that was, as closely as it can be known.</summary>
internal static class PublicationReading
{
    // A change time further back than this is that of something else: a restored file, a clock that was set.
    private static readonly TimeSpan Believable = TimeSpan.FromSeconds(5);

    /// <param name="told">When this thread learned of it, on the monotonic clock.</param>
    /// <param name="wall">The same moment on the wall clock.</param>
    public static Publication Read(string path, Instant told, DateTimeOffset wall)
    {
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            var changed = ChangeTime.Of(file);
            using var bytes = new MemoryStream();
            using (var stream = new FileStream(file, FileAccess.Read, bufferSize: 0))
                stream.CopyTo(bytes);
            var body = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            var (most, least) = Between(changed, wall);
            var before = (most + least) / 2;
            return new(
                Publication.HashOf(body),
                body.Length,
                Publication.SequenceOf(body),
                told - before,
                (most - least) / 2,
                wall - before
            )
            {
                Body = body.ToArray(),
            };
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return new(null, 0, null, told, TimeSpan.Zero, wall);
        }
    }

    /// <returns>How long before it was told the publication was: at the most, and at the least.</returns>
    private static (TimeSpan Most, TimeSpan Least) Between(
        DateTimeOffset? changed,
        DateTimeOffset told
    )
    {
        var age = told - changed;
        if (age is not { } known || known < TimeSpan.Zero || known > Believable)
            return (ChangeTime.Tick, TimeSpan.Zero);
        var least = known - ChangeTime.Tick;
        return (known, least > TimeSpan.Zero ? least : TimeSpan.Zero);
    }
}
