using Verify.Scenarios.ConfigConsistency.Phases;

namespace Verify.Scenarios.ConfigConsistency;

// Its phases.
public sealed partial class ConfigConsistency
{
    private readonly Baseline baseline = new();

    [Phase("0", "Baseline", Proves = "what a request costs before the change")]
    public void Start(Phase phase)
    {
        phase.Change("0.1", workers.Start());
        phase.Step(
            "0.2",
            "before the change: reads of D1 a request, at each colo",
            workers.While(baseline.CheckAsync),
            Baseline.Command
        );
    }

    [Phase(
        "1",
        "Location",
        Needs = "0",
        Proves = "a channel has one state, wherever it is asked for"
    )]
    public void Locate(Phase phase)
    {
        phase.Step(
            "1.1",
            "a cue through one colo, seen at all",
            workers.While(Location.CueAsync),
            Location.Command
        );
        phase.Step(
            "1.2",
            "a break begun through one colo and ended through another",
            workers.While(Location.StopElsewhereAsync),
            Location.Command
        );
        phase.Step(
            "1.3",
            "the log line of the plan's checklist",
            workers.While(Location.LogAsync),
            Location.LogCommand
        );
    }

    [Phase(
        "2",
        "Time to live",
        Needs = "0",
        Proves = "how old a configuration can be where nobody is told"
    )]
    public void Wait(Phase phase)
    {
        phase.Step(
            "2.1",
            "a change that nobody is told about, at each colo",
            workers.While(TimeToLive.CheckAsync),
            TimeToLive.Command
        );
    }

    [Phase("3", "Invalidation", Needs = "0", Proves = "what an invalidation reaches, colo by colo")]
    public void Invalidate(Phase phase)
    {
        phase.Step(
            "3.1",
            "one channel: the old configuration after the acknowledgement, at each colo",
            workers.While(Invalidation.CheckAsync),
            Invalidation.Command
        );
        phase.Step(
            "3.2",
            "a whole organization, and one that fails half-way",
            workers.While(HalfInvalidation.CheckAsync),
            HalfInvalidation.Command
        );
        phase.Step(
            "3.3",
            "a fill in flight while a channel is changed",
            workers.While(FillInFlight.CheckAsync),
            FillInFlight.Command
        );
        phase.Step(
            "3.4",
            "who may not change a channel",
            workers.While(Refusals.CheckAsync),
            Refusals.Command
        );
        phase.Step(
            "3.5",
            "a channel that is changed again and again: the age of what viewers see",
            workers.While(ConfigAges.CheckAsync),
            ConfigAges.Command
        );
    }

    [Phase("4", "Stampede", Needs = "0", Proves = "what many viewers at once cost the database")]
    public void Crowd(Phase phase)
    {
        phase.Step(
            "4.1",
            "a cold channel, 50 viewers at one colo",
            workers.While(Stampede.ColdAsync),
            Stampede.Command
        );
        phase.Step(
            "4.2",
            "a change with warming, 50 viewers at the admin's colo",
            workers.While(Stampede.WarmedAsync),
            Stampede.Command
        );
    }

    [Phase("5", "Durable state", Needs = "0", Proves = "nothing that was acknowledged is lost")]
    public void Persist(Phase phase)
    {
        phase.Step(
            "5.1",
            "workerd is killed while cues are sent",
            workers.While(new KilledRuntime(kills, cues).CheckAsync),
            KilledRuntime.Command
        );
        phase.Step("5.2", "an object's instance is ended", workers.While(Eviction.CheckAsync));
        phase.Step(
            "5.3",
            "cues and playlists of 20 clients at all colos: is there one state?",
            workers.While(AdHistory.CheckAsync),
            AdHistory.Command
        );
    }

    [Phase(
        "6",
        "Churn",
        Needs = "0",
        Proves = "alarms sound where an instance is lost, and only there"
    )]
    public void Watch(Phase phase)
    {
        phase.Step(
            "6.1",
            "a healthy channel that nobody watches for a while",
            workers.While(Churn.IdleAsync),
            Churn.Command
        );
        phase.Step(
            "6.2",
            "a watched channel whose instance is lost again and again",
            workers.While(Churn.CrashLoopAsync),
            Churn.Command
        );
        phase.Step(
            "6.3",
            "a healthy channel that nobody watches for 140 s, and for an hour",
            step => new LongIdleness(folder).CheckAsync(step)
        );
    }

    [Phase("7", "Cost", Needs = "0", Proves = "what a channel costs D1 and KV")]
    public void Pay(Phase phase) =>
        phase.Step(
            "7.1",
            "a watched channel: reads of D1 and operations at KV",
            workers.While(Cost.CheckAsync),
            Cost.Command
        );

    // After all that need channels which nobody has asked for, or an organization of as many channels as there were.
    [Phase(
        "7B",
        "Organization",
        Needs = "0",
        Proves = "what an organization's invalidation reaches, and how soon a new channel is known"
    )]
    public void InvalidateAll(Phase phase)
    {
        phase.Step(
            "7B.1",
            "a whole organization of 100 channels: the old configuration after it, at each colo",
            workers.While(OrganizationAges.CheckAsync),
            OrganizationAges.Command
        );
        phase.Step(
            "7B.2",
            "a channel that is asked for before it is made",
            workers.While(NewChannel.CheckAsync),
            NewChannel.Command
        );
    }

    [Phase("8", "Plan", Proves = "each promise of the plan is held, refuted or not shown")]
    public void Compare(Phase phase) =>
        phase.Step(
            "8.1",
            "the plan's items and targets",
            step => SeedTable.WriteAsync(workers, step)
        );

    [Phase(
        "9",
        "Rollback",
        Needs = "0",
        Always = true,
        Proves = "nothing is left, and the way back is open"
    )]
    public void TakeBack(Phase phase)
    {
        phase.Step(
            "9.1",
            "the design before the change serves what it served",
            workers.While(baseline.AgainAsync),
            Baseline.Command
        );
        phase.Undo("9.2", "workerd is stopped, its folder removed", downTo: "0", IsGone);
    }

    private Task IsGone(Step step)
    {
        step.Expect("the folder is there", Directory.Exists(folder), NUnit.Framework.Is.False);
        return Task.CompletedTask;
    }
}
