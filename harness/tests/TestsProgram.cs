using System.Globalization;
using Verify.Tests.Attacks;
using Verify.Tests.Drills;
using Verify.Tests.Engine;
using Verify.Tests.Fixtures;
using Verify.Tests.Nightly;
using Verify.Tests.Scenarios.CdnEdge;

namespace Verify.Tests;

/// <summary>What this assembly does when it is started by itself: scenarios of the tests, in processes of their own.</summary>
internal static class TestsProgram
{
    private static int Main(string[] arguments) =>
        arguments[0] == Exchange.Word ? Exchange.Run(arguments[1], arguments[2])
        : arguments[0] == AttackRounds.Word
            ? AttackRounds
                .RunAsync(
                    int.Parse(arguments[1], CultureInfo.InvariantCulture),
                    arguments.ElementAtOrDefault(2)
                )
                .GetAwaiter()
                .GetResult()
        : arguments[0] == KilledWorkersTests.Word
            ? KilledWorkersTests.RunAsync().GetAwaiter().GetResult()
        : arguments[0] == StoresProgram.Word
            ? StoresProgram.RunAsync(arguments[1]).GetAwaiter().GetResult()
        : Type.GetType(arguments[0]) is { } scenario ? SelfProgram.Run(scenario, arguments[1])
        : NightProgram.Knows(arguments[0]) ? NightProgram.Run(arguments)
        : PlantedProgram.Run(arguments);
}
