namespace Verify.Instruments.Nginx.Directives;

/// <summary>A directive as nginx declares it: where it may stand, how many arguments it takes, what reads them.</summary>
/// <param name="Setter">The name of nginx's slot function (flag, sec, msec, size, off, num, bufs, ...) or of ours for a custom one.</param>
/// <param name="Words">The words allowed, for the setters word (one of them) and bits (any of them).</param>
public sealed record DirectiveSpec(
    string Name,
    int FewestArgs,
    int MostArgs,
    ContextKind Contexts,
    string Setter,
    IReadOnlyList<string> Words
)
{
    public bool OpensBlock => Setter == "block";

    /// <summary>From a row of the table: name, number of arguments, contexts, setter, words.</summary>
    public static DirectiveSpec FromRow(string row)
    {
        var columns = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = columns[1].TrimEnd('+').Split('-');
        return new(
            columns[0],
            int.Parse(count[0]),
            columns[1].EndsWith('+') ? int.MaxValue : int.Parse(count[^1]),
            columns[2].Aggregate(ContextKind.None, (all, letter) => all | Context(letter)),
            columns[3],
            columns.Length > 4 ? columns[4].Split('|') : []
        );
    }

    private static ContextKind Context(char letter) =>
        letter switch
        {
            'm' => ContextKind.Main,
            'e' => ContextKind.Events,
            'h' => ContextKind.Http,
            's' => ContextKind.Server,
            'l' => ContextKind.Location,
            'u' => ContextKind.Upstream,
            'S' => ContextKind.ServerIf,
            'i' => ContextKind.LocationIf,
            'x' => ContextKind.LimitExcept,
            _ => ~ContextKind.None,
        };
}
