using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Ablation;

/// <summary>What is left out alone, to see whether it does anything: what the included change sets.</summary>
internal static class AblationSteps
{
    public static void Declare(Phase phase, OriginSetup setup, OriginInRun origin)
    {
        phase.Beside(
            "5.9",
            "directives without effect, counted in system calls",
            origin.WhileOnTwins((live, step) => new WithoutEffect(setup, live).CheckAsync(step)),
            setup.Typed(WithoutEffect.Command)
        );
        phase.Beside(
            "5.10",
            "the file cache under requests for missing files",
            origin.WhileOnTwins((live, step) => new CacheFlush(setup, live).CheckAsync(step)),
            setup.Typed(CacheFlush.Command)
        );
    }
}
