namespace Verify.Scenarios.CdnEdge.Phases.Edges;

/// <summary>One claim about one edge.</summary>
/// <param name="Seen">In a word or two.</param>
/// <param name="IsPromised">Whether the edge's configuration promises it: if not, it is looked at and not claimed.</param>
internal sealed record EdgeSeen(string Claim, string Seen, bool Holds, bool IsPromised)
{
    public string Shown => IsPromised || Holds ? Seen : $"{Seen} (not promised)";
}
