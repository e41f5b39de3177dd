using System.Buffers;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>A word of a directive: as typed, and as nginx reads it.</summary>
/// <param name="Before">White space (and comments) between the word before and this one.</param>
/// <param name="Raw">With its quotes and backslashes.</param>
/// <param name="Value">Without them.</param>
public sealed record Word(string Before, string Raw, string Value, SourcePlace Place)
{
    private static readonly SearchValues<char> Ending = SearchValues.Create(" \t\r\n;{\\");

    /// <summary>The same word with another value, quoted where nginx needs it.</summary>
    public Word Saying(string value) =>
        this with
        {
            Value = value,
            Raw = NeedsQuotes(value) ? Escapes.Quote(value) : value,
        };

    private static bool NeedsQuotes(string value) =>
        value.Length == 0
        || value[0] is '#' or '}' or '"' or '\''
        || value.AsSpan().IndexOfAny(Ending) >= 0;
}
