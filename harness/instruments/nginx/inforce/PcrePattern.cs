using System.Text;
using System.Text.RegularExpressions;
using Verify.Engine;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>A regular expression of nginx's (PCRE, over bytes), run as a .NET one.</summary>
internal sealed class PcrePattern
{
    // A path is short: an expression that needs longer for it backtracks without end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex regex;
    private readonly bool bytewise;
    private readonly SourcePlace place;

    private PcrePattern(Regex regex, bool bytewise, SourcePlace place)
    {
        this.regex = regex;
        this.bytewise = bytewise;
        this.place = place;
    }

    public static PcrePattern Compile(string pcre, bool ignoreCase, SourcePlace place)
    {
        var utf = pcre.StartsWith("(*UTF8)", StringComparison.Ordinal);
        var text = utf ? pcre["(*UTF8)".Length..] : Bytewise(pcre);
        var options =
            RegexOptions.CultureInvariant
            | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new(new Regex(PcreSyntax.ToDotNet(text), options, Patience), !utf, place);
        }
        catch (ArgumentException error)
        {
            throw SyntaxError.At(
                $"regular expression \"{pcre}\" cannot be read",
                place,
                error.Message
            );
        }
    }

    public bool IsMatch(string text)
    {
        try
        {
            return regex.IsMatch(bytewise ? Bytewise(text) : text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new UsageError(
                $"The regular expression in {place} takes more than {Patience.TotalSeconds} s to match '{text}'."
            );
        }
    }

    /// <summary>What its groups take of a text, by name in small letters and by number; null where it does not match.</summary>
    public IReadOnlyDictionary<string, string>? Captures(string text)
    {
        var match = regex.Match(bytewise ? Bytewise(text) : text);
        if (!match.Success)
            return null;
        // PCRE numbers named groups with the others, .NET after them: where both stand, numbers tell nothing.
        var names = match.Groups.Values.Skip(1).Select(group => !char.IsAsciiDigit(group.Name[0]));
        var isMixed = names.Distinct().Count() > 1;
        return match
            .Groups.Values.Skip(1)
            .SelectMany(
                (group, i) =>
                    new[] { group.Name.ToLowerInvariant() }
                        .Concat(isMixed ? [] : [$"{i + 1}"])
                        .Distinct()
                        .Select(key => (key, group.Value))
            )
            .Where(pair => !isMixed || !char.IsAsciiDigit(pair.key[0]))
            .DistinctBy(pair => pair.key)
            .ToDictionary(pair => pair.key, pair => Text(pair.Value));
    }

    private string Text(string captured) =>
        bytewise ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(captured)) : captured;

    // Without (*UTF8) PCRE sees bytes: "." is one byte of a letter like e with an accent.
    private static string Bytewise(string text) =>
        Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
