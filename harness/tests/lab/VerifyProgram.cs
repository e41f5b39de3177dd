namespace Verify.Tests.Lab;

/// <summary>The program as users start it: built along with these tests, and compiled ahead of time, which their own copy is not.</summary>
internal static class VerifyProgram
{
    public static IReadOnlyList<string> Line { get; } =
    [
        Environment.ProcessPath!,
        Path.Combine(Checkout.Root, "scenarios", "bin", Configuration, Framework, "verify.dll"),
    ];

    // .../bin/Debug/net10.0/
    private static string[] Built => AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..];

    private static string Configuration => Built[0];
    private static string Framework => Built[1];

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
