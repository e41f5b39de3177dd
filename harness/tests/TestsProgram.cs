namespace Verify.Tests;

/// <summary>What this assembly does when it is started by itself: scenarios of the tests, in processes of their own.</summary>
internal static class TestsProgram
{
    private static int Main(string[] arguments) =>
        Type.GetType(arguments[0]) is { } scenario ? SelfProgram.Run(scenario, arguments[1])
        : NightProgram.Knows(arguments[0]) ? NightProgram.Run(arguments)
        : PlantedProgram.Run(arguments);
}
