using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Inforce;

namespace Verify.Scenarios.Cli.Config;

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
