using Verify.Fixtures.Nix;
using Verify.Tests.Ground;

namespace Verify.Tests.Nix;

/// <summary>A Nix of the test's own; without nix on the machine the test says so and proves nothing.</summary>
internal sealed class TestNix : IDisposable
{
    private readonly TempFolder folder;

    private TestNix(TempFolder folder, NixStore store) => (this.folder, Store) = (folder, store);

    public NixStore Store { get; }

    public string Folder => folder.Path;

    public static async Task<TestNix> MakeAsync(CancellationToken ct)
    {
        if (NixService.Missing() is { } missing)
            Assert.Ignore(missing);
        var folder = new TempFolder();
        return new(folder, await NixStore.MakeAsync(folder.Path, ct));
    }

    public string File(string name) => folder.File(name);

    public void Dispose()
    {
        // What lies in a store may not be written to, which whoever is not root has to allow first.
        foreach (
            var inside in Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories)
        )
            if (new DirectoryInfo(inside).LinkTarget is null)
                System.IO.File.SetUnixFileMode(
                    inside,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
        folder.Dispose();
    }
}
