namespace Verify.Origin.Nginx;

/// <summary>One reviewable change to an nginx.conf.</summary>
/// <param name="Id">The step of seed 000 that makes it, such as 3.2 or 3B.1.</param>
/// <param name="Apply">From the text before to the text after; it holds no state and touches no file.</param>
public sealed record ConfigEdit(
    string Id,
    string Title,
    string Reason,
    NginxVariant Variant,
    Func<string, string> Apply
);

/// <summary>The text is not the one that the edit was written for; nothing was changed.</summary>
public sealed class EditRefused(string message) : Exception(message);
