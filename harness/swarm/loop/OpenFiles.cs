namespace Verify.Swarm.Loop;

/// <summary>How many files, sockets among them, this process may have open.</summary>
public static class OpenFiles
{
    /// <summary>
    /// Those that no connection may take: the program's own (assemblies, pipes, what it reads), and what the runtime opens
    /// now and then. It does not outlive a file that it cannot open.
    /// </summary>
    public const int Reserve = 512;

    /// <summary>The soft limit, which .NET raises to the hard one as it starts.</summary>
    public static long Limit { get; } = Kernel.FileLimit();

    /// <summary>How many connections that leaves.</summary>
    public static long ForConnections => Limit - Reserve;
}
