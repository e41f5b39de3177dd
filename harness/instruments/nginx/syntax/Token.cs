namespace Verify.Instruments.Nginx.Syntax;

internal enum TokenKind
{
    Word,
    Comment,
    Semicolon,
    Open,
    Close,
    End,
}

/// <summary>One token of a configuration file, with the white space before it.</summary>
/// <param name="Value">A word as nginx sees it: without quotes, escapes resolved. Else the same as Raw.</param>
internal sealed record Token(
    TokenKind Kind,
    string Before,
    string Raw,
    string Value,
    SourcePlace Place
);
