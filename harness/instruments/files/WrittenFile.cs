namespace Verify.Instruments.Files;

/// <summary>A file that is written beside its place first: under its name there is never a part of it.</summary>
public static class WrittenFile
{
    /// <summary>What it is called until it is complete.</summary>
    public static string Ready(string path) => $"{path}.ready";

    /// <summary>Makes a file where none is. A stream's folder may be its encoder's: no link that lies there is written through.</summary>
    /// <exception cref="IOException">Something is there.</exception>
    public static void Make(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(content);
    }

    /// <summary>Writes what is to take a file's place; what was left there of another time is removed.</summary>
    /// <returns>Where it is.</returns>
    public static string MakeReady(string path, ReadOnlySpan<byte> content)
    {
        var ready = Ready(path);
        File.Delete(ready);
        Make(ready, content);
        return ready;
    }
}
