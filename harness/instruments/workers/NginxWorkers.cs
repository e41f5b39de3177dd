using System.Globalization;
using Verify.Instruments.Http;

namespace Verify.Instruments.Workers;

/// <summary>A worker process of an nginx master.</summary>
/// <param name="ShuttingDown">It serves the connections it has and accepts no more (a reload left it).</param>
public sealed record NginxWorker(int Pid, bool ShuttingDown);

/// <summary>The workers of one nginx, and which of them answers on a given connection.</summary>
public sealed class NginxWorkers(int masterPid)
{
    private const string WorkerTitle = "nginx: worker process";

    public int MasterPid => masterPid;

    /// <summary>The workers alive now, by ascending pid.</summary>
    public IReadOnlyList<NginxWorker> List()
    {
        var workers = new List<NginxWorker>();
        foreach (var pid in Children())
        {
            if (Of(pid) is { } worker)
                workers.Add(worker);
        }
        return [.. workers.OrderBy(worker => worker.Pid)];
    }

    /// <summary>A process as a worker, whoever its master is; null if it is none.</summary>
    public static NginxWorker? Of(int pid) =>
        TitleOf(pid) is { } title && title.StartsWith(WorkerTitle, StringComparison.Ordinal)
            ? new(pid, title.Contains("is shutting down", StringComparison.Ordinal))
            : null;

    /// <summary>
    /// The worker that holds the server's end of a connection, or null where that cannot be told (not accepted
    /// yet, closed already, or no right to look). Ask after an answer, while the connection is open.
    /// </summary>
    public int? AnsweringOn(HttpConnection connection) => AnsweringOn([connection])[0];

    /// <summary>The same of many connections by one look at each worker, however many there are of either.</summary>
    public IReadOnlyList<int?> AnsweringOn(IReadOnlyList<HttpConnection> connections)
    {
        var workers = List();
        var holders = new Dictionary<string, int>();
        foreach (var worker in workers)
        foreach (var socket in Sockets(worker.Pid))
            holders[socket] = worker.Pid;
        // The rows are those of the worker's own network; every worker of a master shares it.
        var tables = workers
            .Take(1)
            .SelectMany(worker =>
                new[] { $"/proc/{worker.Pid}/net/tcp", $"/proc/{worker.Pid}/net/tcp6" }
            )
            .Select(Read)
            .ToList();
        return
        [
            .. connections.Select(connection =>
                tables
                    .Select(table =>
                        SocketTable.ServerInode(table, connection.ServerPort, connection.ClientPort)
                    )
                    .FirstOrDefault(found => found is not null)
                    is { } inode
                && holders.TryGetValue(
                    string.Create(CultureInfo.InvariantCulture, $"socket:[{inode}]"),
                    out var pid
                )
                    ? pid
                    : (int?)null
            ),
        ];
    }

    private IEnumerable<int> Children() =>
        // The kernel keeps the list (proc(5), CONFIG_PROC_CHILDREN); where it does not, every process is asked.
        Read($"/proc/{masterPid}/task/{masterPid}/children") is { } listed
            ? Pids(listed.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : Pids(Directory.EnumerateDirectories("/proc").Select(Path.GetFileName))
                .Where(pid => ParentOf(pid) == masterPid);

    private static IEnumerable<int> Pids(IEnumerable<string?> names)
    {
        foreach (var name in names)
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                yield return pid;
        }
    }

    private static List<string> Sockets(int pid)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles($"/proc/{pid}/fd")
                    .Select(link => new FileInfo(link).LinkTarget)
                    .OfType<string>()
                    .Where(target => target.StartsWith("socket:", StringComparison.Ordinal)),
            ];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? TitleOf(int pid) =>
        Read($"/proc/{pid}/cmdline")?.Replace('\0', ' ').TrimEnd();

    private static int? ParentOf(int pid) =>
        StatusOf(pid) is [_, var parent, ..]
        && int.TryParse(parent, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    // State, parent, ... (proc(5)).
    private static string[]? StatusOf(int pid)
    {
        // The name in parentheses may hold anything, a ')' too: what follows the last one is fixed.
        var stat = Read($"/proc/{pid}/stat");
        return stat?[(stat.LastIndexOf(')') + 1)..].Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries
        );
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A process may end between being listed and being read.
            return null;
        }
    }
}
