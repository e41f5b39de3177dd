using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>The steps on the origin that runs: what it does, under a load, and what a real player makes of it.</summary>
internal static class RuntimePhases
{
    public static void Verify(Phase phase, Bench bench)
    {
        if (bench.IsIncluded)
            phase.Step(
                "5.1",
                "nginx accepts every profile in both variants",
                new EveryProfile(bench).AcceptedAsync,
                bench.Typed(EveryProfile.Command)
            );
        phase.Change("5.2", bench.Start(), new OriginReady(bench).CheckAsync);
        phase.Step(
            "5.3",
            "mount flags as the nginx worker sees them",
            bench.WhileLive(new HlsMount(bench).AsTheWorkerSeesIt),
            bench.Typed(HlsMount.WorkerCommand)
        );
        phase.Step(
            "5.4",
            "the running configuration is the diffed one",
            bench.WhileLive(new RunningConfiguration(bench).CheckAsync),
            bench.Typed(RunningConfiguration.Command)
        );
        phase.Step(
            "5.5",
            "freshness",
            bench.WhileLive(new Freshness(bench).CheckAsync),
            bench.Typed(Freshness.Command)
        );
        phase.Step(
            "5.6",
            "invalidation timing",
            bench.WhileLive(new InvalidationTiming(bench).CheckAsync),
            bench.Typed(InvalidationTiming.Command)
        );
        phase.Step(
            "5.7",
            "headers",
            bench.WhileLive(new Headers(bench).CheckAsync),
            bench.Typed(Headers.Command)
        );
        if (bench.IsIncluded)
            Ablation.Declare(phase, bench);
        phase.Step(
            "5.11",
            "one viewer, two workers",
            bench.WhileLive(new TwoVersions(bench).CheckAsync),
            bench.Typed(TwoVersions.Command)
        );
        phase.Step(
            "5.12",
            "the change comes into force by a reload",
            bench.WhileLive(new Reload(bench).CheckAsync),
            bench.Typed(Reload.Command)
        );
        OfTheProfile.Declare(phase, bench);
        phase.Step(
            "5.16",
            "answers are the baseline's, however they are asked for",
            bench.WhileLive(new Answers(bench).CheckAsync),
            bench.Typed(Answers.Command)
        );
    }

    public static void Load(Phase phase, Bench bench)
    {
        phase.Step(
            "5B.1",
            "baseline and candidate in alternating blocks",
            bench.WhileLive(new PairedLoad(bench).CheckAsync),
            bench.Typed(PairedLoad.Command)
        );
        phase.Step(
            "5B.2",
            "the profile's swarm on the candidate, and freshness under load",
            bench.WhileLive(new FreshnessUnderLoad(bench).CheckAsync),
            bench.Typed(FreshnessUnderLoad.Command)
        );
    }

    public static void Play(Phase phase, Bench bench)
    {
        phase.Step(
            "5C.1",
            "baseline and candidate side by side, in a browser",
            bench.WhileLive(new SideBySide(bench).CheckAsync),
            bench.Typed(SideBySide.Command)
        );
        phase.Step(
            "5C.2",
            "who notices a fault: the swarm, FFmpeg, hls.js",
            new Faults(bench).CheckAsync,
            Faults.Command
        );
    }
}
