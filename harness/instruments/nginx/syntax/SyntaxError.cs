using Verify.Engine;

namespace Verify.Instruments.Nginx.Syntax;

internal static class SyntaxError
{
    /// <param name="words">As nginx says it, such as: unexpected "}".</param>
    public static UsageError At(
        string words,
        string file,
        int line,
        int column,
        string hint = ""
    ) => new($"{words} in {file}:{line}, column {column}.{(hint.Length > 0 ? " " + hint : "")}");

    public static UsageError At(string words, SourcePlace place, string hint = "") =>
        At(words, place.File, place.Line, place.Column, hint);
}
