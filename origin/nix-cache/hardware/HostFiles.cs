using System.Globalization;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>Files of the kernel's: what is not there, or will not be said, is null.</summary>
/// <param name="root">Where proc and sys lie.</param>
internal sealed class HostFiles(string root)
{
    public string PathOf(string path) => Path.Combine(root, path);

    public string? Text(string path)
    {
        try
        {
            return File.ReadAllText(PathOf(path)).Trim();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public string[] Lines(string path) =>
        Text(path)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public int? Number(string path) =>
        int.TryParse(Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public bool Has(string path) => Path.Exists(PathOf(path));
}
