using System.Globalization;
using Verify.Engine.Linux;

namespace Verify.Engine.Programs;

/// <summary>
/// A command of the user's: it may hang, fail, or leave children behind that hold its pipes, and must not keep us. CliWrap
/// would wait for those children, and kill what is to be spared.
/// </summary>
public static class LimitedCommand
{
    // What is said of a command is read by a person.
    private const int MostSaid = 64 * 1024;

    /// <param name="limit">After it the command is killed, with all that it has started.</param>
    /// <param name="spared">Processes that are not to be killed with it, nor what they have started.</param>
    public static async Task<LimitedResult> RunAsync(
        IReadOnlyList<string> line,
        TimeSpan limit,
        Func<int, bool> spared,
        CancellationToken ct
    )
    {
        ct.ThrowIfCancellationRequested();
        // A session of its own, so that what it starts is known by that, also when its parent is gone.
        using var process = PipedProcess.Start(["setsid", .. line]);
        process.StandardInput.Close();
        var said = new BoundedOutput(MostSaid);
        var heard = Task.WhenAll(
            said.ReadAsync(process.StandardOutput.BaseStream, CancellationToken.None),
            said.ReadAsync(process.StandardError.BaseStream, CancellationToken.None)
        );
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ends.CancelAfter(limit);
        var isHung = false;
        try
        {
            await process.WaitForExitAsync(ends.Token);
        }
        catch (OperationCanceledException)
        {
            Kill(process.Id, spared);
            ct.ThrowIfCancellationRequested();
            isHung = true;
        }
        await LastWords.WaitAsync(heard, ct);
        return new(line, isHung ? null : process.ExitCode, $"{said}".Trim(), limit);
    }

    // Until none is left: one may fork while the others are being killed.
    private static void Kill(int command, Func<int, bool> spared)
    {
        var killed = new HashSet<int>();
        while (Of(command, spared).Where(killed.Add).ToArray() is { Length: > 0 } alive)
            foreach (var pid in alive)
                _ = Libc.Kill(pid, Libc.SigKill);
    }

    private static IEnumerable<int> Of(int command, Func<int, bool> spared)
    {
        var all = ProcessParents.List();
        var ours = new HashSet<int>();
        var more = all.Where(one => one.Pid == command || one.Session == command).ToList();
        while (more.Count > 0)
        {
            var found = more.Where(one => !spared(one.Pid)).Select(one => one.Pid).ToHashSet();
            ours.UnionWith(found);
            more = all.Where(one => found.Contains(one.Parent) && !ours.Contains(one.Pid)).ToList();
        }
        return ours;
    }
}

/// <summary>How a limited command ended.</summary>
/// <param name="ExitCode">Null if it did not end and was killed.</param>
/// <param name="Said">Both of its outputs, as they came.</param>
public sealed record LimitedResult(
    IReadOnlyList<string> Line,
    int? ExitCode,
    string Said,
    TimeSpan Limit
)
{
    public string Shown => ShellWords.Join(Line);

    /// <summary>What is wrong with how it ended, or null.</summary>
    public string? Failure =>
        ExitCode switch
        {
            0 => null,
            null => string.Create(
                CultureInfo.InvariantCulture,
                $"{Shown} had not ended after {Limit.TotalSeconds:0.#} s and was killed, with all that it had started"
            ),
            _ => $"{Shown} ended with exit {ExitCode}",
        };
}
