using System.Text;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>What stands in a file or a block: a directive or a comment.</summary>
/// <param name="Place">From its first character to its last, without the white space before it.</param>
public abstract record Node(SourcePlace Place)
{
    public abstract void WriteTo(StringBuilder text);
}

/// <summary>A comment between directives.</summary>
/// <param name="Raw">From the # to the end of the line, as typed.</param>
public sealed record Comment(string Before, string Raw, SourcePlace Place) : Node(Place)
{
    public string Text => Raw[1..].Trim();

    public override void WriteTo(StringBuilder text) => text.Append(Before).Append(Raw);
}

/// <summary>A directive with its arguments, and the block or the code it opens.</summary>
/// <param name="Words">Its name, then its arguments.</param>
/// <param name="Closing">What stands between the last word and ";" or "{".</param>
/// <param name="Block">What it holds between braces, or null.</param>
/// <param name="Code">The body of a <c>*_by_lua_block</c>, or null.</param>
/// <param name="Included">The files an <c>include</c> stands for; null where it was not looked up.</param>
public sealed record Directive(
    IReadOnlyList<Word> Words,
    string Closing,
    Block? Block,
    string? Code,
    IReadOnlyList<ConfFile>? Included,
    SourcePlace Place
) : Node(Place)
{
    public string Name => Words[0].Value;

    public IEnumerable<string> Args => Words.Skip(1).Select(word => word.Value);

    /// <summary>The arguments as typed, one space between them.</summary>
    public string ArgsText => string.Join(' ', Words.Skip(1).Select(word => word.Raw));

    public override void WriteTo(StringBuilder text)
    {
        foreach (var word in Words)
        {
            text.Append(word.Before).Append(word.Raw);
        }
        text.Append(Closing);
        if (Block is not null)
        {
            text.Append('{');
            Block.WriteTo(text);
            text.Append('}');
        }
        else if (Code is not null)
        {
            text.Append('{').Append(Code).Append('}');
        }
        else
        {
            text.Append(';');
        }
    }
}

/// <summary>What stands between two braces.</summary>
/// <param name="Tail">White space before the closing brace.</param>
public sealed record Block(IReadOnlyList<Node> Nodes, string Tail)
{
    public void WriteTo(StringBuilder text)
    {
        foreach (var node in Nodes)
        {
            node.WriteTo(text);
        }
        text.Append(Tail);
    }
}

/// <summary>A file of a configuration, read.</summary>
/// <param name="Tail">White space at its end.</param>
public sealed record ConfFile(SourceFile Source, IReadOnlyList<Node> Nodes, string Tail)
{
    /// <summary>The text of the tree: the text it was read from, as long as no node was replaced.</summary>
    public string Write()
    {
        var text = new StringBuilder(Source.Text.Length);
        foreach (var node in Nodes)
        {
            node.WriteTo(text);
        }
        return text.Append(Tail).ToString();
    }
}
