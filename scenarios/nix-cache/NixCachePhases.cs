using System.Net.NetworkInformation;
using NUnit.Framework;
using Verify.Engine.Linux;
using Verify.Scenarios.Needed;
using Verify.Scenarios.NixCache.Phases;

namespace Verify.Scenarios.NixCache;

// Its phases.
public sealed partial class NixCache
{
    [Phase("1", "Assessment", Proves = "what the machine is, and what each design makes of it")]
    public void Assess(Phase phase)
    {
        phase.Step("1.1", "this machine", Assessment.HostAsync, Assessment.HostCommand);
        phase.Step(
            "1.2",
            "the rules of each design, for disks from 8 GB to 8 TB",
            step => Assessment.RulesAsync(cache, step),
            Assessment.RulesCommand
        );
    }

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

    [Phase("5", "Speed", Needs = "3", Proves = "what the cache delivers, and what it saves")]
    public void Measure(Phase phase)
    {
        var steps = new NeedySteps(phase, missing);
        steps.Step(
            "5.1",
            "what the cache delivers, on one connection and on four",
            cache.While(Delivered.CheckAsync),
            Delivered.Command
        );
        steps.Step(
            "5.2",
            "200 MB of text, compressed and not",
            cache.While(Compression.CheckAsync),
            Compression.Command
        );
        steps.Step(
            "5.3",
            "how long a narinfo takes",
            cache.While(NarinfoLatency.CheckAsync),
            NarinfoLatency.Command
        );
        steps.Step(
            "5.4",
            "a package built, and fetched",
            cache.While(TimeSaved.CheckAsync),
            TimeSaved.Command
        );
        steps.Step(
            "5.5",
            "optimisation of a store with duplicates",
            cache.While(Duplicates.CheckAsync),
            Duplicates.Command
        );
    }

    [Phase("6", "Faults", Needs = "3", Proves = "a client goes on when the cache fails")]
    public void Fail(Phase phase)
    {
        var steps = new NeedySteps(phase, missing);
        steps.Step(
            "6.1",
            "the cache fails in each way; the client knows another, or none",
            cache.While(Faults.CheckAsync),
            Faults.Command
        );
    }

    [Phase("7", "Upkeep", Needs = "3", Proves = "nothing that is trusted gets lost")]
    public void Keep(Phase phase)
    {
        var steps = new NeedySteps(phase, missing);
        steps.Step(
            "7.1",
            "a path that is deleted while a client trusts it (a day takes half a second)",
            cache.While(Collection.AgesAsync),
            Collection.AgeCommand
        );
        steps.Step(
            "7.2",
            "publishing to a disk that fills up",
            cache.While(Killed.FullAsync),
            Killed.FullCommand
        );
        steps.Step(
            "7.3",
            "publishing and collecting, killed",
            cache.While(Killed.CheckAsync),
            Killed.Command
        );
        steps.Step(
            "7.4",
            "live and dead paths after a collection",
            cache.While(Collection.LiveAsync),
            Collection.LiveCommand
        );
        steps.Step("7.5", "another key", cache.While(Rotation.CheckAsync), Rotation.Command);
        steps.Step(
            "7.6",
            "keys and configuration lost, and restored",
            cache.While(Rotation.RestoreAsync),
            Rotation.RestoreCommand
        );
    }

    [Phase("8", "Monitoring", Needs = "3", Proves = "each alarm sounds for its fault alone")]
    public void Watch(Phase phase) =>
        new NeedySteps(phase, missing).Step(
            "8.1",
            "faults, and the alarms that they sound",
            cache.While(new Alarms().CheckAsync),
            Alarms.Command
        );

    [Phase("9", "Plan", Proves = "each target of the plan is held, refuted or not shown")]
    public void Compare(Phase phase) =>
        phase.Step(
            "9.1",
            "the plan's criteria and figures",
            step => KpiTable.WriteAsync(cache, step)
        );

    [Phase("10", "Rollback", Needs = "2", Always = true, Proves = "nothing is left on either end")]
    public void TakeBack(Phase phase) =>
        new NeedySteps(phase, missing).Undo(
            "10.1",
            "the cache is stopped, both ends and the folder are removed",
            downTo: "2",
            IsGone
        );

    private static IReadOnlyList<string> Interfaces() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().Select(one => one.Name)];

    private Task IsGone(Step step)
    {
        step.Expect(
            "the folder is there",
            Directory.Exists(folder),
            Is.False,
            proves: CacheOutcomes.Rollback
        );
        step.Expect(
            "programs that still work there",
            Processes.WorkingIn(folder, ["nginx", "nix", "nix-store", "iperf3"]),
            Is.Empty,
            proves: CacheOutcomes.Rollback
        );
        step.Expect(
            "network interfaces that were not there before",
            Interfaces().Except(interfacesBefore),
            Is.Empty,
            "a cable's ends and its bridge are gone with it",
            CacheOutcomes.Rollback
        );
        return Task.CompletedTask;
    }
}
