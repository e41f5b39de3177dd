using System.Text;
using Verify.Engine;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>Splits a configuration file into words, comments and punctuation as nginx's own reader does.</summary>
internal sealed class Tokenizer(SourceFile source)
{
    // nginx reads through a buffer of this many bytes and refuses whatever does not fit between two resets of it;
    // a quoted word must leave room for its closing quote (measured on 1.22.1: 4094 bytes pass, 4095 do not).
    private const int Buffer = 4096;

    private readonly string text = source.Text;
    private int at;
    private int line = 1;
    private int lineStart;
    private bool afterQuote;

    public Token Next()
    {
        var start = at;
        if (at == 0 && source.HasByteOrderMark)
        {
            at++;
        }
        while (at < text.Length && IsSpace(text[at]))
        {
            Advance();
        }
        var before = text[start..at];
        if (at == text.Length)
        {
            return new(TokenKind.End, before, "", "", Here(0));
        }
        var first = text[at];
        if (afterQuote && before.Length == 0 && first is not (';' or '{' or ')'))
        {
            throw Unexpected(first, "A space or \";\" has to follow a closing quote.");
        }
        afterQuote = false;
        return first switch
        {
            ';' => Punctuation(TokenKind.Semicolon, before),
            '{' => Punctuation(TokenKind.Open, before),
            '}' => Punctuation(TokenKind.Close, before),
            '#' => Comment(before),
            _ => Word(before),
        };
    }

    /// <summary>The Lua between the braces, when the opening one was just read; the closing one is read too.</summary>
    public string LuaBody(SourcePlace opener)
    {
        var end = LuaCode.EndOfBlock(text, at);
        if (end < 0)
        {
            throw SyntaxError.At(
                "unexpected end of file, expecting \"}\" of the Lua block",
                opener,
                "A brace, a string or a long bracket of the Lua code is not closed."
            );
        }
        var body = text[at..end];
        while (at <= end)
        {
            Advance();
        }
        return body;
    }

    public UsageError Unexpected(char found, string hint = "") =>
        SyntaxError.At($"unexpected \"{found}\"", Here(1), hint);

    private Token Punctuation(TokenKind kind, string before)
    {
        var place = Here(1);
        var raw = text[at].ToString();
        Advance();
        return new(kind, before, raw, raw, place);
    }

    private Token Comment(string before)
    {
        var place = Here(0);
        var start = at;
        while (at < text.Length && text[at] != '\n')
        {
            Advance();
        }
        RefuseOverlong(start, place, '\0', at < text.Length ? Buffer - 1 : Buffer);
        var raw = text[start..at];
        return new(TokenKind.Comment, before, raw, raw, place with { Length = raw.Length });
    }

    private Token Word(string before)
    {
        var place = Here(0);
        var start = at;
        var quote = text[at] is '"' or '\'' ? text[at] : '\0';
        if (quote != '\0')
        {
            Advance();
        }
        var content = at;
        var variable = false;
        for (; ; Advance())
        {
            if (at >= text.Length)
            {
                RefuseOverlong(content, place, quote, Buffer);
                throw EndOfFile(place, quote);
            }
            var c = text[at];
            if (c == '{' && variable)
            {
                continue;
            }
            variable = c == '$';
            if (c == '\\' && at + 1 < text.Length)
            {
                Advance();
            }
            else if (quote != '\0' ? c == quote : IsSpace(c) || c is ';' or '{')
            {
                break;
            }
        }
        var inner = text[content..at];
        RefuseOverlong(content, place, quote, quote == '\0' ? Buffer - 1 : Buffer - 2);
        if (quote != '\0')
        {
            Advance();
            afterQuote = true;
        }
        var raw = text[start..at];
        return new(
            TokenKind.Word,
            before,
            raw,
            Escapes.Resolve(inner),
            place with
            {
                Length = raw.Length,
            }
        );
    }

    private UsageError EndOfFile(SourcePlace started, char quote) =>
        SyntaxError.At(
            "unexpected end of file, expecting \";\" or \"}\"",
            Here(0),
            quote == '\0'
                ? ""
                : $"The quote {quote} that opens in line {started.Line}, column {started.Column} is never closed."
        );

    private void RefuseOverlong(int start, SourcePlace place, char quote, int most)
    {
        if (at - start > most || Bytes(start) > most)
        {
            throw SyntaxError.At(
                quote == '\0'
                    ? $"too long parameter \"{text.Substring(start, 10)}...\" started"
                    : $"too long parameter, probably missing terminating \"{quote}\" character",
                place,
                $"nginx reads words and comments of less than {Buffer} bytes."
            );
        }
    }

    private int Bytes(int start) =>
        // A character is at most three bytes of UTF-8 (a pair of surrogates four), so short spans need no count.
        source.Bytewise
        || (at - start) * 3 < Buffer - 2
            ? at - start
            : Encoding.UTF8.GetByteCount(text.AsSpan(start, at - start));

    private SourcePlace Here(int length) => new(source.Path, line, at - lineStart + 1, at, length);

    private void Advance()
    {
        if (text[at++] == '\n')
        {
            line++;
            lineStart = at;
        }
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
