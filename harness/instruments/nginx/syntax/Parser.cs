using Verify.Instruments.Nginx.Directives;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>Builds the tree of one file; with a stack of its own, so that no input can exhaust the program's.</summary>
/// <param name="include">Finds and reads what an include names, at the depth it stands in; null leaves it alone.</param>
/// <param name="depth">How many blocks and files are already open around this file.</param>
internal sealed class Parser(
    SourceFile source,
    Func<Word, int, string?, IReadOnlyList<ConfFile>>? include = null,
    int depth = 0,
    string? within = null
)
{
    public const int DeepestNesting = 100;

    private readonly Tokenizer tokenizer = new(source);
    private readonly Stack<Opened> open = new([new([], "", within)]);
    private List<Word> words = [];

    // White space and comments inside a directive, until the next word takes them.
    private string pending = "";

    public ConfFile Read()
    {
        while (true)
        {
            var token = tokenizer.Next();
            switch (token.Kind)
            {
                case TokenKind.Word:
                    words.Add(new(pending + token.Before, token.Raw, token.Value, token.Place));
                    pending = "";
                    break;
                case TokenKind.Comment when words.Count > 0:
                    pending += token.Before + token.Raw;
                    break;
                case TokenKind.Comment:
                    open.Peek().Nodes.Add(new Comment(token.Before, token.Raw, token.Place));
                    break;
                case TokenKind.Semicolon:
                    Finish(token);
                    break;
                case TokenKind.Open:
                    Enter(token);
                    break;
                case TokenKind.Close:
                    Leave(token);
                    break;
                default:
                    return End(token);
            }
        }
    }

    private void Finish(Token semicolon)
    {
        RefuseNameless(semicolon);
        var name = words[0].Value;
        if (!InTable && DirectiveTable.AlwaysOpensBlock(name))
        {
            throw SyntaxError.At($"directive \"{name}\" has no opening \"{{\"", semicolon.Place);
        }
        var files =
            name == "include" && words.Count == 2
                ? include?.Invoke(words[1], depth + open.Count, open.Peek().Name)
                : null;
        Add(pending + semicolon.Before, null, null, files, semicolon.Place);
    }

    private void Enter(Token brace)
    {
        RefuseNameless(brace);
        var name = words[0].Value;
        if (InTable)
        {
            throw SyntaxError.At(
                "unexpected \"{\"",
                brace.Place,
                $"The entries of {open.Peek().Name} open no blocks."
            );
        }
        if (DirectiveTable.NeverOpensBlock(name))
        {
            throw SyntaxError.At(
                $"directive \"{name}\" is not terminated by \";\"",
                brace.Place,
                $"It begins in line {words[0].Place.Line}."
            );
        }
        if (name.EndsWith("_by_lua_block", StringComparison.Ordinal))
        {
            var body = tokenizer.LuaBody(brace.Place);
            Add(
                pending + brace.Before,
                null,
                body,
                null,
                brace.Place with
                {
                    Offset = brace.Place.Offset + body.Length + 1,
                }
            );
            return;
        }
        if (depth + open.Count > DeepestNesting)
        {
            throw SyntaxError.At(
                $"blocks are nested more than {DeepestNesting} deep",
                brace.Place,
                "Included files count."
            );
        }
        open.Push(new(words, pending + brace.Before, name));
        words = [];
        pending = "";
    }

    private void Leave(Token brace)
    {
        if (words.Count > 0 || open.Count == 1)
        {
            throw SyntaxError.At(
                "unexpected \"}\"",
                brace.Place,
                words.Count > 0
                    ? $"The directive \"{words[0].Value}\" of line {words[0].Place.Line} is not terminated by \";\"."
                    : "It closes no block of this file."
            );
        }
        var closed = open.Pop();
        words = closed.Words;
        Add(closed.Closing, new Block(closed.Nodes, brace.Before), null, null, brace.Place);
    }

    private ConfFile End(Token end)
    {
        if (words.Count > 0)
        {
            throw SyntaxError.At(
                "unexpected end of file, expecting \";\" or \"}\"",
                end.Place,
                $"The directive \"{words[0].Value}\" of line {words[0].Place.Line} is not terminated."
            );
        }
        if (open.Count > 1)
        {
            var unclosed = open.Peek().Words[0];
            throw SyntaxError.At(
                "unexpected end of file, expecting \"}\"",
                end.Place,
                $"The block \"{unclosed.Value}\" that opens in line {unclosed.Place.Line} is not closed."
            );
        }
        return new(source, open.Peek().Nodes, end.Before);
    }

    private bool InTable => DirectiveTable.HoldsEntries(open.Peek().Name);

    private void RefuseNameless(Token found)
    {
        if (words.Count == 0)
        {
            throw SyntaxError.At($"unexpected \"{found.Raw}\"", found.Place);
        }
    }

    private void Add(
        string closing,
        Block? block,
        string? code,
        IReadOnlyList<ConfFile>? included,
        SourcePlace last
    )
    {
        var start = words[0].Place;
        var place = start with { Length = last.Offset + 1 - start.Offset };
        open.Peek().Nodes.Add(new Directive(words, closing, block, code, included, place));
        words = [];
        pending = "";
    }

    private sealed record Opened(List<Word> Words, string Closing, string? Name)
    {
        public List<Node> Nodes { get; } = [];
    }
}
