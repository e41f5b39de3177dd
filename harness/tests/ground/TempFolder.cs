namespace Verify.Tests.Ground;

/// <summary>A folder of the test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("verify-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Publishes a file as FFmpeg does: written beside, then renamed.</summary>
    public void Publish(string name, string text)
    {
        var ready = File(name + ".tmp");
        System.IO.File.WriteAllText(ready, text);
        System.IO.File.Move(ready, File(name), overwrite: true);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
