using System.Net;
using System.Net.Sockets;
using Verify.Engine.Linux;
using Verify.Engine.Programs;

namespace Verify.Tests.Engine;

/// <summary>Every phase changes one thing of another kind.</summary>
public abstract class EveryKind : SelfScenario
{
    public const string Folder = "/mnt";
    public const string Setting = "/proc/sys/net/core/somaxconn";
    public const int Port = 17999;

    // Far longer than any test takes.
    public const string Sleeping = "sleep 7654";

    private const string ByNow = "1234";
    private string before = "";
    private Socket? socket;
    private string tree = "";

    /// <summary>A file that is in the tree before the run.</summary>
    protected string Kept => Path.Combine(tree, "kept.conf");

    public override IReadOnlyList<string> Watched => [tree];

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        tree = Path.Combine(request.Folder, "tree");
        Directory.CreateDirectory(tree);
        File.WriteAllText(Kept, "as before");
    }

    [Phase("1", "A process")]
    public void Process(Phase phase) =>
        Declare(
            phase,
            "1.1",
            // A daemon that held our pipes would have us wait for it.
            ct =>
                Command.MustAsync(
                    ["setsid", "--fork", "sh", "-c", $"exec {Sleeping} >/dev/null 2>&1"],
                    ct
                ),
            ct =>
                Command.MustAsync(
                    ["kill", .. Processes.Titled(Sleeping).Select(pid => $"{pid}")],
                    ct
                )
        );

    [Phase("2", "A mount")]
    public void Mount(Phase phase) =>
        Declare(
            phase,
            "2.1",
            ct => Command.MustAsync(["mount", "-t", "tmpfs", "tmpfs", Folder], ct),
            ct => Command.MustAsync(["umount", Folder], ct)
        );

    [Phase("3", "A port")]
    public void Listen(Phase phase) =>
        Declare(
            phase,
            "3.1",
            _ =>
            {
                socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Any, Port));
                socket.Listen();
                return Task.CompletedTask;
            },
            _ =>
            {
                socket!.Dispose();
                return Task.CompletedTask;
            }
        );

    [Phase("4", "A setting")]
    public void Set(Phase phase) =>
        Declare(
            phase,
            "4.1",
            async ct =>
            {
                before = await File.ReadAllTextAsync(Setting, ct);
                await SetAsync(ByNow, ct);
            },
            ct => SetAsync(before, ct)
        );

    [Phase("5", "A mode")]
    public void Tree(Phase phase) =>
        Declare(
            phase,
            "5.1",
            ct => Command.MustAsync(["chmod", "600", Kept], ct),
            ct => Command.MustAsync(["chmod", "644", Kept], ct)
        );

    private static Task SetAsync(string value, CancellationToken ct) =>
        Command.MustAsync(["sh", "-c", $"echo {value.Trim()} >{Setting}"], ct);

    protected abstract void Declare(
        Phase phase,
        string step,
        Func<CancellationToken, Task> act,
        Func<CancellationToken, Task> undo
    );
}

/// <summary>Says nothing of what it changes.</summary>
public abstract class LeavesEverything : EveryKind
{
    protected override void Declare(
        Phase phase,
        string step,
        Func<CancellationToken, Task> act,
        Func<CancellationToken, Task> undo
    ) => phase.Step(step, "leave it", running => act(running.Ct));
}

/// <summary>Takes back what it changes.</summary>
public abstract class LeavesNothing : EveryKind
{
    protected override void Declare(
        Phase phase,
        string step,
        Func<CancellationToken, Task> act,
        Func<CancellationToken, Task> undo
    ) =>
        phase.Change(
            step,
            new(
                "a change",
                "",
                "the undo",
                async running =>
                {
                    await act(running.Ct);
                    // Where nothing is claimed, nothing passes.
                    await Holds(running);
                },
                undo
            )
        );
}

/// <summary>Leaves everything, and then stays.</summary>
public abstract class LeavesAndStays : LeavesEverything
{
    [Phase("6", "Stay")]
    public void Stay(Phase phase) =>
        phase.Step("6.1", "stay", step => Task.Delay(Timeout.Infinite, step.Ct));
}
