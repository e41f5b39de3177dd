namespace Verify.Instruments.Nginx.Directives;

/// <summary>
/// The directives of nginx 1.22 as a Debian build declares them (names, contexts, argument counts and setters
/// were read from its command tables). A directive that is not in it belongs to another module or version.
/// </summary>
public static class DirectiveTable
{
    // Their lines are "key value;", and a key can be any word, the name of a directive too.
    private static readonly HashSet<string> EntryBlocks =
    [
        "map",
        "geo",
        "types",
        "split_clients",
        "charset_map",
    ];

    private static readonly ILookup<string, DirectiveSpec> Specs = new[]
    {
        CoreDirectives.Rows,
        HttpDirectives.Rows,
        ProxyDirectives.Rows,
        FastcgiDirectives.Rows,
    }
        .SelectMany(rows => rows.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(DirectiveSpec.FromRow)
        .ToLookup(spec => spec.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Specs.Select(specs => specs.Key);

    /// <summary>Every declaration of the name: some have one for http and another for upstream.</summary>
    public static IEnumerable<DirectiveSpec> Find(string name) => Specs[name];

    /// <summary>The declaration that counts in a context, or null where it may not stand there.</summary>
    public static DirectiveSpec? Find(string name, ContextKind context) =>
        Specs[name].FirstOrDefault(spec => spec.Contexts.HasFlag(context));

    internal static bool HoldsEntries(string? block) =>
        block is not null && EntryBlocks.Contains(block);

    internal static bool AlwaysOpensBlock(string name) =>
        Specs.Contains(name) && Specs[name].All(spec => spec.OpensBlock);

    internal static bool NeverOpensBlock(string name) =>
        Specs.Contains(name) && !Specs[name].Any(spec => spec.OpensBlock);
}
