namespace Verify.Tests.Ground;

/// <summary>When a test is given up.</summary>
internal static class Hang
{
    /// <summary>
    /// No claim about time: on the slowest machine, and beside whatever else runs there, a test that has not ended by then
    /// never will.
    /// </summary>
    public const int Milliseconds = 900_000;
}
