namespace Verify.Tests.Engine;

/// <summary>A scenario about nothing, to see what the engine makes of it. Abstract, so that NUnit takes none for a test.</summary>
public abstract class SelfScenario : Scenario
{
    private string folder = "";

    public override void Configure(RunRequest request) => folder = request.Folder;

    protected override IConductor StartElsewhere() =>
        throw new InvalidOperationException("a self scenario only runs inside a test");

    /// <summary>Leaves a line in the run's folder: what was really carried out, whatever the record says.</summary>
    protected void Did(string what) => File.AppendAllText(SelfRun.ActsOf(folder), what + "\n");

    protected Task Do(Step step, string what)
    {
        Did(what);
        step.Saw(what);
        return Task.CompletedTask;
    }

    /// <summary>The same with a claim: without one a run proves nothing.</summary>
    protected Task DoAndHold(Step step, string what)
    {
        Holds(step);
        return Do(step, what);
    }

    /// <summary>A change whose act and undo leave their lines.</summary>
    protected Change Made(
        string name,
        Func<Step, Task>? act = null,
        Func<CancellationToken, Task>? undo = null
    ) =>
        new(
            $"make {name}",
            $"touch {name}",
            $"rm {name}",
            async step =>
            {
                Did($"make {name}");
                await (act?.Invoke(step) ?? Task.CompletedTask);
            },
            async ct =>
            {
                Did($"unmake {name}");
                await (undo?.Invoke(ct) ?? Task.CompletedTask);
            }
        );

    protected static Task Holds(Step step)
    {
        step.Expect("it holds", 1, Is.EqualTo(1));
        return Task.CompletedTask;
    }

    protected static Task Misses(Step step)
    {
        step.Expect("it holds", 2, Is.EqualTo(1));
        return Task.CompletedTask;
    }

    protected static Task Throws(Step step) => throw new IOException("the disk is gone");
}
