using NUnit.Framework;
using Verify.Scenarios.Needed;
using Verify.Scenarios.NixCache.Phases;

namespace Verify.Scenarios.NixCache;

// Its phases.
public sealed partial class NixCache
{
    [Phase("2", "Network", Proves = "the cable carries a gigabit, and both ends can be taken back")]
    public void Connect(Phase phase)
    {
        var steps = new NeedySteps(phase, missing);
        steps.Change("2.1", cache.Lay());
        steps.Gate(
            "2.2",
            "the cable carries what a gigabit cable carries, and no more",
            step => Calibration.CarriesAsync(cache, step),
            Calibration.Command
        );
        steps.Step(
            "2.3",
            "round trip over the cable",
            step => Calibration.RoundTripAsync(cache, step),
            Calibration.PingCommand
        );
        steps.Step(
            "2.4",
            "both ends, set up and taken back",
            step => LinkUndo.CheckAsync(cache, step),
            LinkUndo.Command
        );
        steps.Step(
            "2.5",
            "the plan's kernel parameters, each with and without",
            step => LinkTuning.CheckAsync(cache, step),
            LinkTuning.Command
        );
    }

    [Phase("3", "Server", Needs = "2", Proves = "who can reach the cache, and who its key")]
    public void Serve(Phase phase)
    {
        var steps = new NeedySteps(phase, missing);
        steps.Change("3.1", cache.MakeKeys());
        steps.Change("3.2", cache.Serve());
        steps.Gate("3.3", "nix-cache-info", cache.While(Exposure.InfoAsync), Exposure.InfoCommand);
        steps.Step(
            "3.4",
            "where the cache can be reached",
            cache.While(Exposure.ListensAsync),
            Exposure.ListenCommand
        );
        steps.Step(
            "3.5",
            "who can read the secret key",
            cache.While(Exposure.KeyAsync),
            Exposure.KeyCommand
        );
    }

    [Phase(
        "4",
        "Client",
        Needs = "3",
        Proves = "a client gets what is published, and nothing else"
    )]
    public void Fetch(Phase phase)
    {
        var steps = new NeedySteps(phase, missing);
        steps.Step(
            "4.1",
            "a hit and a miss, counted by the server",
            cache.While(Hits.CheckAsync),
            Hits.Command
        );
        steps.Step(
            "4.2",
            "published after a miss",
            cache.While(AfterMiss.CheckAsync),
            AfterMiss.Command
        );
        steps.Step(
            "4.3",
            "two caches and their priorities",
            cache.While(Priority.CheckAsync),
            Priority.Command
        );
        steps.Step("4.4", "what is refused", cache.While(Refusals.CheckAsync), Refusals.Command);
    }

    [Phase("10", "Rollback", Needs = "2", Always = true, Proves = "nothing is left on either end")]
    public void TakeBack(Phase phase) =>
        new NeedySteps(phase, missing).Undo(
            "10.1",
            "the cache is stopped, both ends and the folder are removed",
            downTo: "2",
            IsGone
        );

    private Task IsGone(Step step)
    {
        step.Expect("the folder is there", Directory.Exists(folder), Is.False);
        return Task.CompletedTask;
    }
}
