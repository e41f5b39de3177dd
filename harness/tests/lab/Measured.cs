namespace Verify.Tests.Lab;

/// <summary>
/// Whole runs that measure. On a machine that is too busy for a moment one says that it cannot tell, as it should: it is
/// asked once more, and what cannot be told twice is a finding.
/// </summary>
internal static class Measured
{
    public static async Task<Ended> EndAsync(Func<StartedProgram> start, CancellationToken ct)
    {
        var ended = await OnceAsync();
        return ended.ExitCode == Verdict.Inconclusive.ExitCode() ? await OnceAsync() : ended;

        async Task<Ended> OnceAsync()
        {
            await using var run = start();
            return await run.EndAsync(ct);
        }
    }
}
