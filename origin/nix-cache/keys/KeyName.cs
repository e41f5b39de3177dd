using System.Text.RegularExpressions;
using Verify.Engine;

namespace Verify.Origin.NixCache.Keys;

/// <summary>The name of a signing key, such as cache.home-1. A number at its end tells keys apart when they are rotated.</summary>
public static partial class KeyName
{
    public static string Of(string option, string text) =>
        Allowed().IsMatch(text)
            ? text
            : throw new UsageError(
                $"{option} '{text}': give a name such as cache.home-1: letters, digits, '.', '_' and '-', at most 64, the first a letter or a digit."
            );

    internal static bool Is(string text) => Allowed().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Allowed();
}
