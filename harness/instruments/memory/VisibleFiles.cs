using Verify.Instruments.Files;

namespace Verify.Instruments.Memory;

/// <summary>What a folder shows, against what its file system has given out.</summary>
/// <param name="Bytes">Allocated for the files that have a name.</param>
/// <param name="Used">Of the whole file system (statvfs(3)), files without a name among it.</param>
public sealed record VisibleFiles(int Files, long Bytes, long Used)
{
    public static VisibleFiles In(string folder)
    {
        var disk = new DriveInfo(folder);
        var (files, bytes) = (0, 0L);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            // An encoder may delete one in between.
            if (FileStat.Of(file) is not { } stat)
                continue;
            files++;
            bytes += stat.Bytes;
        }
        return new(files, bytes, disk.TotalSize - disk.TotalFreeSpace);
    }
}
