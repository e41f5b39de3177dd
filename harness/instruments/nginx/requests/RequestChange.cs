namespace Verify.Instruments.Nginx.Requests;

/// <summary>A request that shows a difference, or not.</summary>
/// <param name="Host">The name it asks for.</param>
/// <param name="Path">As a client sends it.</param>
public sealed record Witness(Listener Listener, string Host, string Path)
{
    public override string ToString() => $"{Path} at {Listener}, Host {Host}";
}

/// <summary>A path of the user's own, and how often it was asked for.</summary>
public sealed record AskedPath(string Path, long Count = 1);

/// <summary>What is different for a request: a directive and its values in force before and after.</summary>
/// <param name="IsCertain">False where the value hangs on what the request alone does not tell, such as an if.</param>
public sealed record RequestDifference(
    string Directive,
    string Before,
    string After,
    bool IsCertain = true
);

/// <summary>Requests that meet the same difference.</summary>
/// <param name="Before">The place that answered, such as http/server/location /; null where nobody listened.</param>
/// <param name="After">The place that answers now.</param>
/// <param name="Differences">None where another place gives the same answer.</param>
/// <param name="Witnesses">The plainest first.</param>
/// <param name="Asked">How often the user's own witnesses among them were asked for.</param>
public sealed record RequestChange(
    string? Before,
    string? After,
    IReadOnlyList<RequestDifference> Differences,
    IReadOnlyList<Witness> Witnesses,
    long Asked
);

/// <summary>What a change of a configuration does to requests.</summary>
/// <param name="Witnesses">How many requests were compared.</param>
/// <param name="NotShown">Why it is not shown that all other requests are answered as before; none where it is.</param>
/// <param name="Own">How often the user's own witnesses were asked for.</param>
public sealed record RequestReport(
    int Witnesses,
    IReadOnlyList<RequestChange> Changes,
    IReadOnlyList<string> NotShown,
    long Own
)
{
    /// <summary>No request, asked here or not, is answered differently.</summary>
    public bool IsSameEverywhere => NotShown.Count == 0 && Changes.Count == 0;
}
