using System.Text.Json;

namespace Verify.Engine;

/// <summary>How the machine was before a run changed anything, kept in the run's folder for whoever recovers it.</summary>
/// <param name="Place">The boot and the namespaces in which it was looked at.</param>
/// <param name="Trees">The folders that were watched.</param>
public sealed record FirstLook(string Place, IReadOnlyList<string> Trees, Fingerprint Seen)
{
    public const string FileName = "fingerprint.json";

    internal static void Save(string folder, Surroundings surroundings, IReadOnlyList<string> trees)
    {
        var path = Path.Combine(folder, FileName);
        var look = new FirstLook(Here, trees, surroundings.LookWithoutDescent(trees));
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            JsonSerializer.Serialize(file, look, RecordJson.Options);
            file.Flush(flushToDisk: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CannotRun(
                $"{path} cannot be written: {refused.Message}\nNothing has been changed. {FileAdvice.Or(refused, "give another folder with --out DIR")}",
                refused
            );
        }
        Durable.Folder(folder);
    }

    /// <summary>What differs by now from how it was before a run; nothing where the run kept no look.</summary>
    /// <param name="ended">It has ended in its own time: only its trees are still to be answered for.</param>
    /// <param name="stays">What it did to its trees was to stay.</param>
    public static IReadOnlyList<string> StillDiffers(string folder, bool ended, bool stays)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return [];
        if (Read(path) is not { } first)
            return [$"{path} was cut off: what the machine was like cannot be told"];
        var now = Surroundings.OfTheMachine().LookWithoutDescent(first.Trees);
        return
        [
            .. first
                .Seen.Differences(now)
                .Where(left => IsAnsweredFor(left.Key, first, now))
                .Select(left => $"{left}{Attribution.Of(left.Key)}"),
        ];

        bool IsAnsweredFor(string key, FirstLook first, Fingerprint now) =>
            key.Split(' ', 2)[0] switch
            {
                TreeTable.Kind => !stays,
                _ when ended || first.Place != Here => false,
                // A server of somebody else's that has ended is no trace of the run.
                PortTable.Kind => now.Things.ContainsKey(key),
                _ => true,
            };
    }

    // After a boot, or from another namespace, other mounts and ports are no trace of anything.
    private static string Here =>
        string.Join(
            ' ',
            File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(),
            new FileInfo("/proc/self/ns/mnt").LinkTarget,
            new FileInfo("/proc/self/ns/net").LinkTarget
        );

    private static FirstLook? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<FirstLook>(
                File.ReadAllText(path),
                RecordJson.Options
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
