using Verify.Scenarios.ConfigConsistency.Own;
using Verify.Scenarios.ConfigConsistency.Own.Checks;

namespace Verify.Scenarios.ConfigConsistency;

/// <summary>The phases, by the same numbers, as far as they can be tried of a worker of the user's.</summary>
internal sealed class OwnPhases(OwnInRun run, int kills, int writes, string folder)
{
    private const string NoConfig =
        "no --config-url: what answers with a configuration is not known";
    private const string NoState = "no --state-url: what answers with a state is not known";
    private const string NoUpdate =
        "the keys file has no update: how a configuration is changed is not known";
    private const string NoInvalidate = "the keys file has no invalidate: no route does that";
    private const string NoWrite =
        "the keys file has no write: how a state is written is not known";
    private const string NoAlarms = "what the worker's own alarms say is not known";
    private const string NoReads = "the worker has no D1 whose reads could be counted";

    private readonly OwnTrial trial = run.Trial;

    private string? NotUpdated =>
        trial.ConfigPath is null ? NoConfig
        : trial.Update is null ? NoUpdate
        : null;

    private string? NotInvalidated =>
        NotUpdated ?? (trial.Invalidate is null ? NoInvalidate : null);

    private string? NotWritten =>
        trial.StatePath is null ? NoState
        : trial.Write is null ? NoWrite
        : null;

    /// <summary>Why a phase cannot be tried of this worker; null where it can.</summary>
    public string? LeftOut(string phase) =>
        phase switch
        {
            "1" or "5" => NotWritten,
            "2" => NotUpdated,
            "3" => NotInvalidated,
            "4" => NotInvalidated ?? (trial.Worker.D1.Count == 0 ? NoReads : null),
            "6" => NoAlarms,
            _ => null,
        };

    public IReadOnlyList<Phase> Declare() =>
        [
            Phase(new("0", "Baseline") { Proves = "the worker answers at every colo" }, Start),
            Phase(
                new("1", "Location")
                {
                    Needs = "0",
                    Proves = "a channel has one state, wherever it is asked for",
                },
                phase =>
                    Try(
                        phase,
                        "1.1",
                        "a write through one colo, seen at all",
                        StateEverywhere.CheckAsync,
                        StateEverywhere.Command
                    )
            ),
            Phase(
                new("2", "Time to live")
                {
                    Needs = "0",
                    Proves = "how old a configuration can be where nobody is told",
                },
                phase =>
                    Try(
                        phase,
                        "2.1",
                        "an update, at each colo",
                        UpdateSeen.CheckAsync,
                        UpdateSeen.Command
                    )
            ),
            Phase(
                new("3", "Invalidation")
                {
                    Needs = "0",
                    Proves = "what an invalidation reaches, colo by colo",
                },
                Invalidate
            ),
            Phase(
                new("4", "Stampede")
                {
                    Needs = "0",
                    Proves = "what many viewers at once cost the database",
                },
                phase =>
                    Try(
                        phase,
                        "4.1",
                        "50 viewers right after an invalidation",
                        Crowd.CheckAsync,
                        Crowd.Command
                    )
            ),
            Phase(
                new("5", "Durable state")
                {
                    Needs = "0",
                    Proves = "nothing that was acknowledged is lost",
                },
                Persist
            ),
            Phase(
                new("6", "Churn")
                {
                    Needs = "0",
                    Proves = "alarms sound where an instance is lost, and only there",
                },
                phase => phase.Step("6.1", "alarms of a channel", _ => Task.CompletedTask)
            ),
            Phase(
                new("7", "Cost") { Needs = "0", Proves = "what a request costs D1 and KV" },
                phase =>
                    Try(
                        phase,
                        "7.1",
                        "reads of D1 and operations at KV",
                        OwnCost.CheckAsync,
                        OwnCost.Command
                    )
            ),
            Phase(
                new("9", "Rollback")
                {
                    Needs = "0",
                    Always = true,
                    Proves = "nothing is left, and nothing of the user's was written",
                },
                TakeBack
            ),
        ];

    private void Start(Phase phase)
    {
        phase.Change("0.1", run.Start());
        phase.Gate(
            "0.2",
            "the worker answers at each colo",
            run.While(EveryColo.CheckAsync),
            EveryColo.Command(trial)
        );
    }

    private void Invalidate(Phase phase)
    {
        Try(
            phase,
            "3.1",
            "the old configuration after the invalidation, at each colo",
            UpdateSeen.InvalidatedAsync,
            UpdateSeen.InvalidationCommand
        );
    }

    private void Persist(Phase phase)
    {
        Try(
            phase,
            "5.1",
            "workerd is killed while the state is written",
            new KilledState(kills, writes).CheckAsync,
            KilledState.Command
        );
        Try(
            phase,
            "5.3",
            "writes and reads of 20 clients at all colos: is there one state?",
            StateHistory.CheckAsync,
            StateHistory.Command
        );
    }

    private void TakeBack(Phase phase)
    {
        phase.Step("9.1", "the files of the worker", step => Untouched.CheckAsync(trial, step));
        phase.Undo(
            "9.2",
            "workerd is stopped, its folder removed",
            downTo: "0",
            step =>
            {
                step.Expect(
                    "the folder is there",
                    Directory.Exists(folder),
                    NUnit.Framework.Is.False
                );
                return Task.CompletedTask;
            }
        );
    }

    private void Try(
        Phase phase,
        string id,
        string title,
        Func<OwnInRun, Step, Task> check,
        Func<OwnTrial, string> command
    ) => phase.Step(id, title, run.While(check), command(trial));

    private static Phase Phase(PhaseAttribute declared, Action<Phase> declare)
    {
        var phase = new Phase(declared);
        declare(phase);
        return phase;
    }
}
