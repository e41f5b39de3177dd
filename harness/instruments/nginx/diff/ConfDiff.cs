using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>Two configurations compared: as text, and as nginx sees them.</summary>
public static class ConfDiff
{
    /// <summary>As <c>diff -u</c>; empty where the texts are the same.</summary>
    public static string Unified(string before, string after, string nameA, string nameB) =>
        UnifiedDiff.Of(before, after, nameA, nameB);

    /// <summary>The differences in the order of the configurations.</summary>
    public static IReadOnlyList<ConfChange> Semantic(NginxConf before, NginxConf after) =>
        new SemanticDiff(before, after).Changes();
}
