namespace Verify.VideoPlatform.Transcoding;

/// <summary>The files of one attempt. One whose worker was killed is removed by the next worker that begins there.</summary>
internal sealed class AttemptFolder : IDisposable
{
    private const string Prefix = "attempt-";

    // Beside the folder: the lock of a process that ends, however it ends, is gone.
    private const string LockSuffix = ".lock";

    private readonly FileStream held;

    private AttemptFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    public static AttemptFolder Make(string root)
    {
        var path = System.IO.Path.Combine(root, $"{Prefix}{Guid.NewGuid():N}");
        var held = Lock(path + LockSuffix, FileMode.CreateNew);
        Directory.CreateDirectory(path);
        foreach (var rung in Rung.Ladder)
            Directory.CreateDirectory(System.IO.Path.Combine(path, rung.Name));
        return new(path, held);
    }

    /// <summary>Removes what killed workers left.</summary>
    public static void Sweep(string root)
    {
        foreach (var file in Directory.EnumerateFiles(root, $"{Prefix}*{LockSuffix}"))
            try
            {
                using var held = Lock(file, FileMode.Open);
                Remove(file[..^LockSuffix.Length]);
            }
            // Its worker lives, or has just ended.
            catch (IOException) { }
    }

    public void Dispose()
    {
        Remove(Path);
        held.Dispose();
    }

    private static FileStream Lock(string file, FileMode mode) =>
        new(file, mode, FileAccess.ReadWrite, FileShare.None);

    // The lock goes last: what is not gone yet is found again.
    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        File.Delete(path + LockSuffix);
    }
}
