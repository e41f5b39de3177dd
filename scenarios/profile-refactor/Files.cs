using System.Text;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>Folders of files: copied over one another, and told apart by what is in them.</summary>
internal static class Files
{
    private const string Git = ".git";

    /// <summary>Puts every file of a folder at its place in another one.</summary>
    public static void CopyInto(string from, string to)
    {
        foreach (var name in Names(from))
        {
            var place = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(Path.Combine(from, name), place, overwrite: true);
        }
    }

    /// <summary>The sha256 over the names and bytes of all files, but for git's own.</summary>
    public static string Fingerprint(string folder)
    {
        var all = new MemoryStream();
        foreach (var name in Names(folder))
        {
            all.Write(Encoding.UTF8.GetBytes(name + '\0'));
            all.Write(
                Encoding.ASCII.GetBytes(
                    Evidence.Sha256(File.ReadAllBytes(Path.Combine(folder, name)))
                )
            );
        }
        return Evidence.Sha256(all.ToArray())[..16];
    }

    /// <summary>Relative to the folder, sorted.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file))
                .Where(name => !name.StartsWith(Git + "/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
}
