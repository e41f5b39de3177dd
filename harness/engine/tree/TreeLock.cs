using System.Runtime.InteropServices;
using Verify.Engine.Linux;

namespace Verify.Engine.Tree;

/// <summary>
/// Held on a tree by whoever changes it. It is a lock on the folder itself: it leaves no file, and the kernel drops it with
/// the process, however that ends.
/// </summary>
public sealed class TreeLock : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private readonly int folder;
    private bool isHeld = true;

    private TreeLock(int folder) => this.folder = folder;

    /// <exception cref="CannotRun">Somebody else holds it.</exception>
    public static TreeLock Take(string tree) =>
        TryTake(tree)
        ?? throw new CannotRun(
            $"{tree} is being changed by {Holder(tree)}. Wait until that is over, or interrupt it (Ctrl-C): it undoes what it did."
        );

    /// <summary>Null where somebody else holds it.</summary>
    public static TreeLock? TryTake(string tree)
    {
        // Closed in every program that is started meanwhile: none of them keeps it after us.
        var folder = Libc.Check(
            Libc.Open(tree, Libc.ODirectory | Libc.OCloexec),
            $"opening {tree}"
        );
        if (Libc.FLock(folder, Libc.LockExclusive | Libc.LockAtOnce) == 0)
            return new(folder);
        var (error, why) = (Marshal.GetLastPInvokeError(), Marshal.GetLastPInvokeErrorMessage());
        _ = Libc.Close(folder);
        return error == Libc.WouldBlock
            ? null
            : throw new CannotRun(
                $"{tree} cannot be locked: {why}. Without a lock two runs could change it at once; copy it to a local file system."
            );
    }

    /// <summary>Waits until nobody else holds it.</summary>
    public static async Task<TreeLock> TakeInTurnAsync(string tree, CancellationToken ct)
    {
        while (true)
        {
            if (TryTake(tree) is { } turn)
                return turn;
            await Task.Delay(BetweenTries, ct);
        }
    }

    public void Dispose()
    {
        if (isHeld)
            _ = Libc.Close(folder);
        isHeld = false;
    }

    // proc_locks(5): 1: FLOCK  ADVISORY  WRITE 1234 08:01:4711 0 EOF
    private static string Holder(string tree)
    {
        const int kind = 1;
        const int process = 4;
        const int file = 5;
        var inode = $":{FileFacts.Of(tree)?.Identity.Inode}";
        var holder = File.ReadLines("/proc/locks")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(held => held.Length > file && held[kind] == "FLOCK")
            .Where(held => held[file].EndsWith(inode, StringComparison.Ordinal))
            .Select(held =>
                int.Parse(held[process], System.Globalization.CultureInfo.InvariantCulture)
            )
            .FirstOrDefault();
        try
        {
            // Of a process in another container there is no number.
            return holder > 0 ? $"process {holder} ({Processes.Title(holder)})" : "another process";
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return $"process {holder}";
        }
    }
}
