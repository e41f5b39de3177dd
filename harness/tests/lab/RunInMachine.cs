using Verify.Reports.Record;

namespace Verify.Tests.Lab;

/// <summary>A run of nginx-caching in a machine, watched through its record.</summary>
internal sealed class RunInMachine : IAsyncDisposable
{
    private readonly Machine machine;

    private RunInMachine(Machine machine, bool asNobody, string[] more)
    {
        this.machine = machine;
        string[] line = ["scenario", "nginx-caching", "--out", Parent, .. more];
        Program = asNobody ? machine.VerifyAsNobody(line) : machine.Verify(line);
    }

    public StartedProgram Program { get; }

    /// <summary>Where its folder is made, in the machine; of this run alone.</summary>
    public string Parent { get; } = $"{Machine.Out}/{Guid.NewGuid():N}";

    /// <summary>Its folder, as the test sees it.</summary>
    public string Folder => Path.Combine(machine.Path(Parent), "latest");

    public IReadOnlyList<RunEvent> Events
    {
        get
        {
            var record = RunFolder.RecordOf(Folder);
            return File.Exists(record) ? RunRecord.Read(record).Events : [];
        }
    }

    public static RunInMachine Start(Machine machine, params string[] more) =>
        new(machine, asNobody: false, more);

    public static RunInMachine StartAsNobody(Machine machine, params string[] more) =>
        new(machine, asNobody: true, more);

    /// <summary>Waits until a step has begun.</summary>
    public Task UntilAsync(string step, CancellationToken ct) =>
        Program.UntilAsync(
            () => Events.OfType<StepStarted>().Any(started => started.Step == step),
            $"step {step} began",
            ct
        );

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
