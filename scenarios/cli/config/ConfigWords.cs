using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>The words of the configuration model as tables and JSON have them.</summary>
internal static class ConfigWords
{
    public static string Word(this ChangeKind kind) =>
        kind switch
        {
            ChangeKind.CommentOnly => "comment-only",
            ChangeKind.NoOp => "no-op",
            _ => $"{kind}".ToLowerInvariant(),
        };

    public static string Word(this Standing standing) => $"{standing}".ToLowerInvariant();
}
