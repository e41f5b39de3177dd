namespace Verify.Origin.NixCache.Hardware;

/// <summary>What the disk under a folder is made of, as the kernel says.</summary>
internal sealed class DiskKind(HostFiles files)
{
    // The kernel calls every virtual disk a turning one, whatever lies below it.
    private static readonly string[] Virtual = ["vd", "xvd"];

    // proc(5): the mount point is the fifth word of a line of mountinfo, major:minor the third.
    private const int NumberColumn = 2;
    private const int PointColumn = 4;

    public StorageKind? Of(string folder)
    {
        var number = files
            .Lines("proc/self/mountinfo")
            .Select(line => line.Split(' '))
            .Where(words => words.Length > PointColumn && Holds(words[PointColumn], folder))
            .OrderBy(words => words[PointColumn].Length)
            .LastOrDefault()
            ?[NumberColumn];
        var device = $"sys/dev/block/{number}";
        if (number is null || !files.Has(device))
            return null;
        var real = new DirectoryInfo(files.PathOf(device)).ResolveLinkTarget(
            returnFinalTarget: true
        );
        var name = real?.Name ?? "";
        if (Virtual.Any(kind => name.StartsWith(kind, StringComparison.Ordinal)))
            return null;
        // A partition lies in the folder of its disk.
        var disk = files.Has($"{device}/partition") ? $"{device}/.." : device;
        return name.StartsWith("nvme", StringComparison.Ordinal)
            ? StorageKind.Nvme
            : files.Text($"{disk}/queue/rotational") switch
            {
                "1" => StorageKind.Hdd,
                "0" => StorageKind.Ssd,
                _ => null,
            };
    }

    private static bool Holds(string mount, string folder) =>
        mount == "/" || folder == mount || folder.StartsWith(mount + "/", StringComparison.Ordinal);
}
