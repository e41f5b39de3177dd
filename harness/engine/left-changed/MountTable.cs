namespace Verify.Engine.LeftChanged;

/// <summary>The mounts of this program's namespace, without the numbers that differ from boot to boot.</summary>
/// <remarks>Source: proc(5), /proc/[pid]/mountinfo.</remarks>
internal static class MountTable
{
    public const string Kind = "mount";

    private const int FolderField = 4;
    private const int OptionsField = 5;

    // While others mount and unmount, the kernel's list moves under whoever reads it.
    private const int MostReadings = 10;

    public static Fingerprint Look()
    {
        var lines = File.ReadAllLines("/proc/self/mountinfo");
        for (var readings = 1; readings < MostReadings; readings++)
        {
            var again = File.ReadAllLines("/proc/self/mountinfo");
            if (again.SequenceEqual(lines))
                break;
            lines = again;
        }
        return Read(lines);
    }

    internal static Fingerprint Read(IEnumerable<string> lines)
    {
        var things = new Dictionary<string, Thing>(StringComparer.Ordinal);
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var fields in lines.Select(line => line.Split(' ')))
        {
            var folder = Unescape(fields[FolderField]);
            // Several may lie on one folder, one over the other.
            var depth = depths[folder] = depths.GetValueOrDefault(folder) + 1;
            var end = Array.IndexOf(fields, "-", OptionsField + 1);
            // shared:12 and master:3 tell how mounts are passed on; to which group, is a number of this boot.
            var passedOn = fields[(OptionsField + 1)..end].Select(field => field.Split(':')[0]);
            // What of its file system is shown there is left out: its path moves when others rename or delete that.
            var (type, source) = (fields[end + 1], Unescape(fields[end + 2]));
            things[$"{Kind} {depth} {folder}"] = new(
                $"mount {type} on {folder}",
                string.Join(' ', [type, source, fields[OptionsField], .. passedOn, fields[end + 3]])
            );
        }
        return new(things);
    }

    // The kernel writes space, tab, newline and backslash as three octal digits.
    private static string Unescape(string text) =>
        text.Replace("\\040", " ")
            .Replace("\\011", "\t")
            .Replace("\\012", "\n")
            .Replace("\\134", "\\");
}
