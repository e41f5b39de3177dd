using Verify.Instruments.Http;
using Verify.Instruments.Staleness;
using Verify.Tests.Ground;

namespace Verify.Tests.Instruments;

[CancelAfter(Hang.Milliseconds)]
public sealed class PublicationWatchTests
{
    private const string Name = "stream.m3u8";

    [Test]
    public async Task Each_rename_is_a_version_with_the_moment_it_happened(CancellationToken ct)
    {
        using var folder = new TempFolder();
        folder.Publish(Name, PublishedPlaylists.Playlist(0));
        using var watch = PublicationWatch.Start(folder.Path, Name);
        var made = new List<(Instant Before, Instant After, Instant Seen)>();
        for (var sequence = 1; sequence <= 20; sequence++)
        {
            var before = Instant.Now;
            folder.Publish(Name, PublishedPlaylists.Playlist(sequence));
            var after = Instant.Now;
            await watch.CaughtUpAsync(ct);
            made.Add((before, after, Instant.Now));
        }

        var seen = watch.Timeline.Publications;

        Assert.That(watch.Lost, Is.Null);
        Assert.That(seen.Select(p => p.Sequence), Is.EqualTo(Enumerable.Range(0, 21)));
        foreach (var ((before, after, noticed), version) in made.Zip(seen.Skip(1)))
        {
            Assert.That(version.At - version.Error, Is.LessThanOrEqualTo(after));
            Assert.That(version.At + version.Error, Is.GreaterThanOrEqualTo(before));
            // It has looked since: a machine that lets it wait is what makes it know less.
            Assert.That(
                version.Error,
                Is.LessThanOrEqualTo(TimeSpan.FromMilliseconds(5) + (noticed - before))
            );
        }
    }

    [Test]
    public async Task A_rewrite_in_place_and_a_deletion_are_seen_and_other_files_are_not(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        using var watch = PublicationWatch.Start(folder.Path, Name);
        folder.Publish("other.m3u8", "other");
        await File.WriteAllTextAsync(folder.File(Name), "first", ct);
        await watch.CaughtUpAsync(ct);
        await File.WriteAllTextAsync(folder.File(Name), "second", ct);
        await watch.CaughtUpAsync(ct);
        File.Delete(folder.File(Name));
        await watch.CaughtUpAsync(ct);

        var timeline = watch.Timeline;
        var second = timeline.Find(Publication.HashOf("second"u8), Instant.Now);

        Assert.That(
            timeline.Publications.Select(p => p.Hash),
            Is.EqualTo(
                new[] { Publication.HashOf("first"u8), Publication.HashOf("second"u8), null }
            )
        );
        Assert.That(second?.SupersededBy, Is.EqualTo(timeline.Publications[2]));
        Assert.That(timeline.Find(Publication.HashOf("sec"u8), Instant.Now), Is.Null);
    }

    [Test]
    public async Task Bytes_that_come_back_count_as_the_later_version(CancellationToken ct)
    {
        using var folder = new TempFolder();
        using var watch = PublicationWatch.Start(folder.Path, Name);
        foreach (var text in new[] { "a", "b", "a" })
        {
            folder.Publish(Name, text);
            await watch.CaughtUpAsync(ct);
        }

        var publications = watch.Timeline.Publications;
        var late = watch.Timeline.Find(Publication.HashOf("a"u8), Instant.Now);
        var early = watch.Timeline.Find(
            Publication.HashOf("a"u8),
            publications[2].At - publications[2].Error - TimeSpan.FromTicks(1)
        );

        Assert.That(late, Is.EqualTo(new PublicationTimeline.Served(2, publications[2], null)));
        Assert.That(
            early,
            Is.EqualTo(new PublicationTimeline.Served(0, publications[0], publications[1]))
        );
    }

    [Test]
    public async Task A_watch_whose_directory_is_gone_says_so(CancellationToken ct)
    {
        var folder = new TempFolder();
        using var watch = PublicationWatch.Start(folder.Path, Name);
        folder.Dispose();
        await watch.CaughtUpAsync(ct);

        Assert.That(watch.Lost, Does.Contain("has ended"));
        Assert.That(
            () => PublicationWatch.Start(folder.Path, Name),
            Throws.TypeOf<IOException>().With.Message.Contains(folder.Path)
        );
    }
}
