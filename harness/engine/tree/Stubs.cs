#pragma warning disable
namespace Verify.Engine;

public static class Tree
{
    public static string MustBeChangeable(string dir) => Path.GetFullPath(dir);
}

public static class TreeChange
{
    public static Task BeginAsync(Step step, string tree) => Task.CompletedTask;
}

public static class TreeFile
{
    public static Task ReplaceAsync(Step step, string path, byte[] content, string copies) =>
        Task.CompletedTask;
}

public sealed class TreeLock : IDisposable
{
    public static TreeLock Take(string tree) => new();

    public void Dispose() { }
}

public sealed class TreeFingerprint
{
    public static TreeFingerprint Of(string folder) => new();

    public IReadOnlyList<string> Differences(TreeFingerprint later) => [];

    public string ToJson() => "";
}
