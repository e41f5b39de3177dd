using Verify.VideoPlatform.Transcoding;

namespace Verify.VideoPlatform.Worker;

/// <summary>Where a worker's attempts have their files: the folder it was given, or one of its own that goes with it.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly bool isOurs;

    public WorkFolder(string? given)
    {
        isOurs = given is null;
        // Made for us alone, under a name that nobody could know.
        Path = given ?? Directory.CreateTempSubdirectory("video-platform-").FullName;
        AttemptFolder.Sweep(Path);
    }

    public string Path { get; }

    public void Dispose()
    {
        if (isOurs)
            Directory.Delete(Path, recursive: true);
    }
}
