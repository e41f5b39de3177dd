namespace Verify.Instruments.Nginx.Syntax;

/// <summary>What a location matches: its modifier (=, ^~, ~, ~*, @ or none) and the text after it.</summary>
public sealed record LocationPattern(string Modifier, string Text)
{
    public bool IsExact => Modifier == "=";

    public bool IsRegex => Modifier is "~" or "~*";

    public bool IsNamed => Modifier == "@";

    public bool IsPrefix => Modifier is "" or "^~";

    /// <summary>nginx reads the modifier glued to the text too: <c>location =/x</c>.</summary>
    public static LocationPattern Of(Directive location) =>
        location.Args.ToList() switch
        {
            [var modifier, var text] => new(modifier, text),
            [var glued] => Unglue(glued),
            _ => new("", location.ArgsText),
        };

    public override string ToString() =>
        Modifier is "" or "@" ? Modifier + Text : $"{Modifier} {Text}";

    private static LocationPattern Unglue(string glued)
    {
        foreach (var modifier in (string[])["=", "^~", "~*", "~", "@"])
        {
            if (glued.StartsWith(modifier, StringComparison.Ordinal))
            {
                return new(modifier, glued[modifier.Length..]);
            }
        }
        return new("", glued);
    }
}
