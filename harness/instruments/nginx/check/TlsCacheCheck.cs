using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>ssl_session_cache and ssl_ocsp_cache: what kind of cache, its name and size.</summary>
internal static class TlsCacheCheck
{
    private const string Shared = "shared:";
    private const string BuiltIn = "builtin:";

    // Eight pages of 4 KB, as of any zone that is shared by slabs.
    private const long Least = 8 * 4096;

    public static IEnumerable<ConfProblem> Sessions(Directive line, List<Word> args) =>
        args.Where(word => word.Value is not ("off" or "none" or "builtin"))
            .Where(word =>
                !word.Value.StartsWith(BuiltIn, StringComparison.Ordinal)
                || !NumberValue.TryParse(word.Value.AsSpan(BuiltIn.Length), out _)
            )
            .SelectMany(word =>
                Zone(
                    line,
                    word,
                    "session cache",
                    "off, none, builtin, builtin:NUMBER, shared:NAME:SIZE"
                )
            );

    public static IEnumerable<ConfProblem> Answers(Directive line, Word word) =>
        word.Value == "off" ? [] : Zone(line, word, "OCSP cache", "off, shared:NAME:SIZE");

    private static IEnumerable<ConfProblem> Zone(
        Directive line,
        Word word,
        string cache,
        string allowed
    )
    {
        var zone = word.Value.StartsWith(Shared, StringComparison.Ordinal)
            ? word.Value[Shared.Length..].Split(':', 2)
            : [];
        if (
            zone is not [{ Length: > 0 }, var size]
            || !SizeValue.TryParse(size, offset: false, out var bytes)
        )
        {
            yield return ConfProblem.Of(
                line,
                word,
                $"invalid {cache} \"{word.Value}\"",
                "nginx knows no such cache, or the zone has no name or no size",
                allowed
            );
        }
        else if (bytes < Least)
        {
            yield return ConfProblem.Of(
                line,
                word,
                $"{cache} \"{word.Value}\" is too small",
                $"nginx needs {Least / 1024}k at least",
                allowed
            );
        }
    }
}
