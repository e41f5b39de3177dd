using Verify.Instruments.Http;

namespace Verify.Swarm.Viewers;

/// <summary>What a playlist or an answer refers to, as a URL.</summary>
internal static class Links
{
    /// <returns>Null where it is no URL, or one of another server: that is not under test.</returns>
    public static Uri? From(Uri referrer, string reference, out string? wrong)
    {
        wrong =
            !Uri.TryCreate(referrer, reference, out var url) ? "a URI that is none"
            : url.Scheme != referrer.Scheme || url.Authority != referrer.Authority
                ? "a URI of another server"
            : null;
        return wrong is null ? BasicCredentials.Carried(referrer, url!) : null;
    }
}
