using System.Text.RegularExpressions;
using Verify.Engine;

namespace Verify.Reports.Pages;

/// <summary>Makes Allure's pages ask for nothing off their own host.</summary>
internal static partial class OwnHost
{
    /// <summary>What a browser is to hold a page to, whatever is in it.</summary>
    public const string Policy =
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; form-action 'none'";

    /// <summary>What holds for evidence opened by its own address: it is looked at, and runs nothing.</summary>
    public const string EvidencePolicy = $"{Policy}; script-src 'none'";

    // Where Allure puts attachments: the pages among them are ours.
    private const string Evidence = "/data/attachments/";

    private const string Head = "<head>";

    /// <summary>Rewrites every page in a folder but for evidence, which stays as it was kept.</summary>
    /// <param name="inOneFile">The page needs nothing beside it; else it says what to do where it is opened from disk.</param>
    public static void KeepAll(string folder, bool inOneFile)
    {
        foreach (
            var page in Directory
                .EnumerateFiles(folder, "*.html", SearchOption.AllDirectories)
                .Where(page => !IsEvidence(page))
        )
        {
            var kept = Keep(File.ReadAllText(page));
            File.WriteAllText(page, inOneFile ? kept : FromDisk.Explain(kept));
        }
    }

    public static bool IsEvidence(string file) => file.Contains(Evidence, StringComparison.Ordinal);

    /// <exception cref="CannotRun">Something in the page would still be asked for elsewhere.</exception>
    public static string Keep(string page)
    {
        var kept = Analytics().Replace(Foreign().Replace(page, ""), "");
        // Before anything that the page may ask for.
        var head = kept.IndexOf(Head, StringComparison.OrdinalIgnoreCase);
        if (head >= 0)
            kept = kept.Insert(
                head + Head.Length,
                $"""<meta http-equiv="Content-Security-Policy" content="{Policy}"><style>{NarrowStyle.Css}</style>"""
            );
        return Elsewhere().Match(kept) is { Success: true } left
            ? throw new CannotRun(
                $"A page of the report would ask for something off its host: {left.Value}\nThis is a fault of Verify's: its version of Allure makes pages that it does not know."
            )
            : kept;
    }

    // <script async src="https://..."></script>
    [GeneratedRegex(
        """<script\b[^>]*\bsrc\s*=\s*["']?(https?:)?//[^>]*>\s*</script\s*>""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Foreign();

    // The inline script that feeds the one above, and would do nothing but fill a list without it.
    [GeneratedRegex(
        """<script>\s*window\.dataLayer\b(?:(?!</script).)*</script\s*>""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Analytics();

    [GeneratedRegex(
        """<(script|img|iframe|link|source|video|audio|embed)\b[^>]*\b(src|href)\s*=\s*["']?(https?:)?//[^>]*>""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Elsewhere();
}
