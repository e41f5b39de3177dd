using System.Text.Json;
using Verify.Engine.Linux;
using Verify.Engine.Programs;
using Verify.Engine.Runs;

namespace Verify.Engine.LeftChanged;

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
            JsonSerializer.Serialize(file, look, DiskJson.Options);
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

    /// <summary>What differs by now from how it was before a run, and what others have changed since; nothing where the run kept no look.</summary>
    /// <param name="ended">It has ended in its own time: only its trees are still to be answered for.</param>
    /// <param name="stays">What it did to its trees was to stay.</param>
    public static FoundChanges StillDiffers(string folder, bool ended, bool stays)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new([], []);
        if (Read(path) is not { } first)
            return new([$"{path} was cut off: what the machine was like cannot be told"], []);
        var now = Surroundings.OfTheMachine().LookWithoutDescent(first.Trees);
        var calls = OwnCalls.Of(folder);
        foreach (var entry in RunFolder.JournalOf(folder).Read().Entries)
            calls.Note($"{entry.Undo}");
        var ownership = new Ownership(isShared: true, calls, [.. first.Trees, folder]);
        // By its working folder a server is known as the run's, whoever its parent is by now.
        var held = PortTable.Look(
            [.. ProcessTable.LookAtAll().Where(one => Processes.WorksIn(folder, one.Id))],
            heldOnly: true
        );
        var seen = first
            .Seen.Differences(now)
            .Where(left => IsAskedFor(left, first))
            .ToLookup(IsOurs);
        return new(
            [.. seen[true].Select(left => left.Text)],
            [.. seen[false].Select(left => left.Text)]
        );

        bool IsOurs(Difference left) =>
            left.Key.Split(' ', 2)[0] == PortTable.Kind
                ? held.Things.ContainsKey(left.Key)
                : ownership.IsOurs(left);

        bool IsAskedFor(Difference left, FirstLook first) =>
            left.Key.Split(' ', 2)[0] switch
            {
                TreeTable.Kind => !stays,
                _ when ended || first.Place != Here => false,
                // A server of somebody else's that has ended is no trace of the run.
                PortTable.Kind => left.HasCome,
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
            return JsonSerializer.Deserialize<FirstLook>(File.ReadAllText(path), DiskJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
