namespace Verify.Scenarios.CdnEdge.Phases.Load;

/// <summary>How much is played: by how many viewers in a block, and in how many pairs of blocks.</summary>
internal sealed record ViewerLoad(int Viewers, int Pairs)
{
    /// <summary>
    /// As many as start a popular video within a second or two; three degrees of freedom, and each order twice.
    /// </summary>
    public static ViewerLoad Whole { get; } = new(200, 4);
}
