using Verify.Instruments.Files;

namespace Verify.Instruments.Memory;

/// <summary>Files without a name that processes still hold open, and that take room until they are closed.</summary>
/// <param name="Files">Counted once, however many processes hold one.</param>
/// <param name="Bytes">Allocated for them.</param>
public sealed record OpenDeletedFiles(int Files, long Bytes)
{
    /// <summary>Those on the file system of a folder, held by any of the processes.</summary>
    /// <remarks>Source: /proc/PID/fd (proc(5)); a deleted file is one of no links, whatever its link is called.</remarks>
    public static OpenDeletedFiles HeldBy(IEnumerable<int> processes, string folder)
    {
        var device = FileStat.Of(folder)?.Device;
        var held = new Dictionary<long, long>();
        foreach (var process in processes)
        foreach (var descriptor in Descriptors(process))
        {
            if (FileStat.Of(descriptor) is { Links: 0 } file && file.Device == device)
                held[file.Inode] = file.Bytes;
        }
        return new(held.Count, held.Values.Sum());
    }

    private static string[] Descriptors(int process)
    {
        try
        {
            return Directory.GetFiles($"/proc/{process}/fd");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended, or may not be looked into: it adds nothing that is known.
            return [];
        }
    }
}
