using Verify.Engine;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>Verdicts as the log marks them.</summary>
internal static class Words
{
    public static string Of(Standing standing) =>
        standing.Verdict is { } verdict
            ? $"{Mark(verdict)} {standing.Word}".TrimStart()
            : $"⚠️ {standing.Word}";

    public static string Of(Verdict verdict) => Of(new Standing(verdict, true, null));

    private static string Mark(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "✅",
            Verdict.Fail or Verdict.Broken => "❌",
            Verdict.Skipped or Verdict.Blocked => "➖",
            _ => "⚠️",
        };
}
