using Verify.Fixtures.Ports;
using Verify.Fixtures.Workerd;
using Verify.Fixtures.Workerd.Given;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>The user's worker in three colos on one workerd.</summary>
/// <param name="speed">How many times faster than the clock KV's edge goes; the worker itself goes by the clock.</param>
internal sealed class OwnInRun(string folder, int speed, OwnTrial trial)
{
    private readonly StandingWorkerd workerd = new(folder);
    private int written;

    public OwnTrial Trial => trial;

    public RunClock Clock { get; } = new(speed);

    public WorkerdServer Server => workerd.Server;

    public IReadOnlyList<OwnColo> Colos =>
        [.. Server.Settings.Colos.Select(name => new OwnColo(Server, Clock, name))];

    /// <summary>The number of a value that was never written.</summary>
    public int NewValue() => Interlocked.Increment(ref written);

    /// <summary>The first of so many.</summary>
    public int NewValues(int count) => Interlocked.Add(ref written, count) - count + 1;

    public Change Start() =>
        workerd.Start(
            "start workerd with the worker in three colos",
            () => new(folder, LoopbackPort.Lasting(), []) { Speed = speed, Given = trial.Worker }
        );

    public Func<Step, Task> While(Func<OwnInRun, Step, Task> check) =>
        workerd.While(step => check(this, step));

    /// <summary>Changes the configuration where it comes from; by a request, at the first colo.</summary>
    public async Task<ChangeAnswer> UpdateAsync(int value, CancellationToken ct)
    {
        var (update, text) = (trial.Update!, WrittenValue.Of(value));
        if (update.Request is { } request)
            return await SendAsync(request, value, ct);
        var named = $"?binding={Uri.EscapeDataString(update.Binding!)}";
        using var answer = await Server.SendAsync(
            $"{(update.Key is null ? "d1" : "source")}.{GivenWorker.System}",
            HttpMethod.Post,
            update.Key is null
                ? $"/{named}"
                : $"/{named}&key={Uri.EscapeDataString(WrittenValue.In(update.Key, text))}",
            ct,
            WrittenValue.In(update.Text!, text)
        );
        var said = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? new((int)answer.StatusCode, value, said, Clock.Now)
            : throw new CannotRun($"The update ({update}) is refused: {said}");
    }

    /// <summary>Sends a request of the keys file through the first colo.</summary>
    public async Task<ChangeAnswer> SendAsync(
        WorkerRequest request,
        int value,
        CancellationToken ct
    )
    {
        var answer = await Colos[0].SendAsync(request.With(WrittenValue.Of(value)), ct);
        return new(answer.Status, value, answer.Text, answer.Received);
    }

    /// <summary>The number of the newest written value that a colo's state shows; -1 for none.</summary>
    public async Task<int> StateAtAsync(int colo, CancellationToken ct)
    {
        var answer = await Colos[colo].AskAsync(trial.StatePath!, ct);
        return answer.Version
            ?? throw new CannotRun(
                $"{Colos[colo].Name}: GET {trial.StatePath} answers {answer.Status}: {Shown.First(answer.Text)}"
            );
    }
}
