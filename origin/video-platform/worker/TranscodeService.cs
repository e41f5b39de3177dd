using Verify.VideoPlatform.Jobs;
using Verify.VideoPlatform.Outputs;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Storage;
using Verify.VideoPlatform.Transcoding;

namespace Verify.VideoPlatform.Worker;

/// <summary>Makes one version of a video: transcodes its source and stores the ladder.</summary>
internal sealed class TranscodeService(
    ObjectStore store,
    IOutputNames names,
    OutputSettings settings,
    WorkFolder work
)
{
    /// <exception cref="TranscodingFailed">The source cannot be made into a video.</exception>
    public async Task MakeAsync(Job job, HeldLease lease)
    {
        using var folder = AttemptFolder.Make(work.Path);
        await Ffmpeg.RunAsync(
            FfmpegArguments.Of(SourceOf(job), job.Version),
            folder.Path,
            lease.Token
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, MasterName.File),
            MasterPlaylist.Of(folder.Path),
            lease.Token
        );
        foreach (var file in SegmentsFirst(folder.Path))
        {
            lease.MustBeHeld();
            await store.PutFileAsync(
                names.Prefix(job.VideoId, job.Version) + Path.GetRelativePath(folder.Path, file),
                file,
                job.Version,
                names.CacheControl,
                lease.Token
            );
        }
    }

    // Whatever is listed is there before the list.
    private static IEnumerable<string> SegmentsFirst(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .OrderBy(file =>
                Path.GetFileName(file) switch
                {
                    MasterName.File => 2,
                    Rung.Playlist => 1,
                    _ => 0,
                }
            )
            .ThenBy(file => file, StringComparer.Ordinal);

    private VideoSource SourceOf(Job job) =>
        VideoSource.Of(job.OriginalUrl, settings.Sources) switch
        {
            VideoSource.Stored stored when !stored.IsPlain() => throw new TranscodingFailed(
                "The source is not there, or is no file of the uploads' own."
            ),
            { } source => source,
            // What is allowed may have changed since the video was stored.
            null => throw new TranscodingFailed("The source is not allowed."),
        };
}
