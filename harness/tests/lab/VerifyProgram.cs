using Verify.Scenarios.Hls;

namespace Verify.Tests.Lab;

/// <summary>The program as it was built with these tests.</summary>
internal static class VerifyProgram
{
    public static IReadOnlyList<string> Line { get; } =
    [Environment.ProcessPath!, typeof(HlsScenario).Assembly.Location];

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ended> RunAsync(
        IEnumerable<string> arguments,
        CancellationToken ct,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        await using var program = StartedProgram.Here([.. Line, .. arguments], environment);
        return await program.EndAsync(ct);
    }
}
