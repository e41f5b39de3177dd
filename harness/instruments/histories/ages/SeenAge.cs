namespace Verify.Instruments.Histories.Ages;

/// <summary>How long before a read what it saw had been superseded: zero if it saw the newest.</summary>
/// <param name="AtLeast">From the answer to the first later write that was acknowledged until the read was asked.</param>
/// <param name="AtMost">From the moment when the next write was sent until the read was answered.</param>
/// <param name="HasGoneBack">It saw an older version than the answer before it in the same colo.</param>
public sealed record SeenAge(SeenVersion Seen, TimeSpan AtLeast, TimeSpan AtMost, bool HasGoneBack);

/// <summary>A read that no write explains.</summary>
public sealed record UnexplainedVersion(SeenVersion Seen, string Why)
{
    public override string ToString() => $"{Seen}: {Why}";
}
