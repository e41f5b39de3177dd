namespace Verify.Instruments.Histories.Linearizability;

/// <summary>How much a check may take; beyond it the verdict is that it cannot tell.</summary>
/// <param name="Time">For all keys together: each gets an equal share of what those before it left.</param>
/// <param name="Configurations">Kept in memory for one key, about 100 bytes each.</param>
public sealed record CheckLimits(TimeSpan Time, int Configurations)
{
    // A history of a usual run takes well under a second: what takes so much longer is caught in the search, which is
    // exponential in the operations under way at one moment. The configurations fit into half a gigabyte.
    public static readonly CheckLimits Default = new(TimeSpan.FromSeconds(20), 5_000_000);
}
