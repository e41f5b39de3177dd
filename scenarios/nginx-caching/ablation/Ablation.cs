using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What is left out alone, to see whether it does anything: what the included change sets.</summary>
internal static class Ablation
{
    public static void Declare(Phase phase, Bench bench)
    {
        phase.Step(
            "5.9",
            "what the change sets and what does nothing, in system calls",
            bench.WhileLive(new WithoutEffect(bench).CheckAsync),
            bench.Typed(WithoutEffect.Command)
        );
        phase.Step(
            "5.10",
            "the file cache under requests for nothing",
            bench.WhileLive(new CacheFlush(bench).CheckAsync),
            bench.Typed(CacheFlush.Command)
        );
    }
}
