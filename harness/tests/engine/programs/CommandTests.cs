using Verify.Engine.Linux;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Programs;

/// <summary>Commands by CliWrap, and those in a compartment, which it cannot run: nobody who starts one sees a difference.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class CommandTests(bool isInCompartment)
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // Many times what a pipe holds.
    private const int Much = 3_000_000;

    private Compartment? place;

    [OneTimeSetUp]
    public void Find_a_place() => place = isInCompartment ? Compartment.OfTheProgram() : null;

    [OneTimeTearDown]
    public void Leave_it() => place?.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_program_that_is_not_there_is_named(CancellationToken ct)
    {
        var failure = await Assert.ThrowsAsync<CannotStart>(() =>
            RunAsync(["no-such-program", "x"], ct)
        );
        Assert.That(
            failure!.Message,
            Is.EqualTo(
                "no-such-program cannot be started: An error occurred trying to start process 'no-such-program' "
                    + $"with working directory '{Environment.CurrentDirectory}'. No such file or directory"
            )
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Arguments_arrive_as_they_are(CancellationToken ct)
    {
        string[] arguments =
        [
            "two words",
            "",
            "a \"quoted\" 'word'",
            @"\",
            @"ends in \",
            "\\\"",
            @"\\server ""\\""",
            "first\nsecond\r\n\tthird",
            "; $(touch /tmp/x) `id` | & > * ~ $HOME ! {a,b} %PATH% ^",
            "-n",
            "größer \u00a0\u2028 😀",
        ];
        var said = await RunAsync(["printf", @"%s\0", .. arguments], ct);
        Assert.That(said.Stdout.Split('\0')[..^1], Is.EqualTo(arguments));
        Assert.That(said.Line.Skip(2), Is.EqualTo(arguments));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task More_than_a_pipe_holds_is_read_from_both_outputs(CancellationToken ct)
    {
        var said = await ShellAsync(
            $"head -c {Much} /dev/zero | tr '\\0' e >&2; head -c {Much} /dev/zero | tr '\\0' o",
            ct
        );
        Assert.That(said.Stdout, Is.EqualTo(new string('o', Much)));
        Assert.That(said.Stderr, Is.EqualTo(new string('e', Much)));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_endless_output_does_not_fill_the_memory(CancellationToken ct)
    {
        var mark = $"endless-{Guid.NewGuid():N}";
        var failure = await Assert.ThrowsAsync<CannotRun>(() =>
            ShellAsync($"trap '' PIPE; while :; do head -c 65536 /dev/zero; done; : {mark}", ct)
        );
        Assert.That(
            failure!.Message,
            Does.Contain(mark)
                .And.EndsWith($"said more than {Command.MostSaid} characters and was killed")
        );
        Assert.That(() => Processes.Holding(mark), Is.Empty.After(PatienceMilliseconds, 20));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_no_signal_but_kill_ends_is_gone_after_a_cancellation(
        CancellationToken ct
    )
    {
        using var own = new TempFolder();
        var (ready, mark) = (own.File("ready"), $"deaf-{Guid.NewGuid():N}");
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var deaf = $"trap '' TERM INT HUP; touch {ready}; while :; do sleep 0.1; done; : {mark}";
        var running = ShellAsync(
            $"{ShellWords.Join(["sh", "-c", deaf])} & {deaf}",
            cancelled.Token
        );
        while (!File.Exists(ready) || Processes.Holding(mark).Count() < 2)
            await Task.Delay(TimeSpan.FromMilliseconds(10), ct);
        await cancelled.CancelAsync();
        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        Assert.That(failure!.CancellationToken, Is.EqualTo(cancelled.Token));
        Assert.That(() => Processes.Holding(mark), Is.Empty.After(PatienceMilliseconds, 20));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_cancellation_ends_the_wait_for_a_child_that_keeps_the_pipes(
        CancellationToken ct
    )
    {
        using var own = new TempFolder();
        var left = own.File("left");
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = ShellAsync(
            $"sleep 4321 & echo $! >{left}.new; mv {left}.new {left}",
            cancelled.Token
        );
        while (!File.Exists(left))
            await Task.Delay(TimeSpan.FromMilliseconds(10), ct);
        await cancelled.CancelAsync();
        await Assert.ThatAsync(() => running, Throws.InstanceOf<OperationCanceledException>());
        await ShellAsync($"kill $(cat {left}) || :", ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Bytes_that_are_no_text_are_replaced(CancellationToken ct)
    {
        var said = await RunAsync(["printf", @"a\377b\300\n\355\240\200"], ct);
        Assert.That(said.Stdout, Does.StartWith("a\uFFFDb\uFFFD\n\uFFFD"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_closes_its_outputs_and_lives_on_is_waited_for(CancellationToken ct)
    {
        var ended = await ShellAsync("echo word; exec >&- 2>&-; sleep 0.3; exit 7", ct);
        Assert.That((ended.ExitCode, ended.Stdout), Is.EqualTo((7, "word\n")));
    }

    [TestCase("exit 3", 3)]
    [TestCase("kill -KILL $$", 137)]
    [TestCase("cat; exit $?", 0, Description = "standard input is there, and empty")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task How_it_ends_is_told(string line, int exit, CancellationToken ct) =>
        Assert.That((await ShellAsync(line, ct)).ExitCode, Is.EqualTo(exit));

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task It_has_our_environment_and_folder(CancellationToken ct)
    {
        var said = await ShellAsync("pwd -P; echo \"$PATH\"", ct);
        Assert.That(
            said.Stdout.Split('\n')[..^1],
            Is.EqualTo([
                RealPath.Of(Environment.CurrentDirectory),
                Environment.GetEnvironmentVariable("PATH"),
            ])
        );
    }

    private Task<CommandResult> ShellAsync(string line, CancellationToken ct) =>
        RunAsync(["sh", "-c", line], ct);

    private Task<CommandResult> RunAsync(string[] line, CancellationToken ct) =>
        Command.RunAsync(line, ct, place);
}
