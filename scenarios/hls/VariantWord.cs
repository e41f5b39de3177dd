using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>What a variant is called in a report.</summary>
internal static class VariantWord
{
    public static string Word(this NginxVariant variant) => variant.ToString().ToLowerInvariant();
}
