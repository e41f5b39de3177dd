using Verify.VideoPlatform.Jobs;
using Verify.VideoPlatform.Outputs;
using Verify.VideoPlatform.Storage;
using Verify.VideoPlatform.Transcoding;

namespace Verify.VideoPlatform.Worker;

/// <summary>
/// Cured: the master playlist keeps its name and is replaced, as a whole, by one that refers to the new version alone. It can
/// be done again by whoever has the job next.
/// </summary>
internal sealed class MasterSwitch(
    ObjectStore store,
    IOutputNames names,
    JobQueue queue,
    TimeSpan maxAge
) : IPublication
{
    // Each try that fails means that another attempt at the same video was faster.
    private const int Tries = 6;

    public async Task PublishAsync(Job job, HeldLease lease)
    {
        var source = names.Prefix(job.VideoId, job.Version) + MasterName.File;
        var (own, _) = await store.ReadAsync(source, lease.Token);
        if (own is null)
            throw new IOException($"{source} is not there, though it was stored.");
        var wanted = MasterPlaylist.Within(own, VersionedNames.FolderOf(job.Version));
        var name = MasterName.Of(job.VideoId);
        for (var i = 0; i < Tries; i++)
        {
            var (there, tag) = await store.ReadAsync(name, lease.Token);
            if (there == wanted)
                return;
            // Asked after it was read: an attempt that is not ours any more cannot replace what a later one has written.
            await queue.RenewAsync(job, lease.Token);
            var replaced = await store.ReplaceAsync(
                name,
                wanted,
                // radosgw compares what it is given with the tag without its quotes; others want them.
                i % 2
                == 0
                    ? tag
                    : tag?.Trim('"'),
                job.Version,
                $"public, max-age={(long)maxAge.TotalSeconds}",
                lease.Token
            );
            if (replaced)
                return;
        }
        throw new IOException($"{name} could not be replaced in {Tries} tries.");
    }
}
