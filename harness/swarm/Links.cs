namespace Verify.Swarm;

/// <summary>What a playlist refers to, as a URL.</summary>
internal static class Links
{
    /// <returns>Null, and counted as an error, where it is no URL or one of another server: that is not under test.</returns>
    public static Uri? From(Uri playlist, string reference, SwarmTally tally)
    {
        if (!Uri.TryCreate(playlist, reference, out var url))
            tally.Failed("a URI that is none");
        else if (url.Scheme != playlist.Scheme || url.Authority != playlist.Authority)
            tally.Failed("a URI of another server");
        else
            return url;
        return null;
    }
}
