using Verify.Origin.Nginx;

namespace Verify.Scenarios.Hls;

/// <summary>What a variant is called in a report.</summary>
internal static class VariantWord
{
    public static string Word(this NginxVariant variant) => variant.ToString().ToLowerInvariant();
}
