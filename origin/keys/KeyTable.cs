using System.Text.Json.Nodes;
using Verify.Engine;

namespace Verify.Origin.Keys;

/// <summary>Every key a kind of profile has: errors, help and a schema are made from it.</summary>
/// <param name="subject">What has these keys, as in "the origin profile".</param>
public sealed class KeyTable(string subject, IReadOnlyList<Key> keys)
{
    public IReadOnlyList<Key> Keys => keys;

    /// <summary>The same with more keys, named first.</summary>
    public KeyTable After(IEnumerable<Key> first) => new(subject, [.. first, .. keys]);

    public bool IsSection(string name) =>
        Names.Any(key => key.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>The keys that a tree has no value for.</summary>
    public IReadOnlyList<string> MissingIn(JsonObject tree) =>
        [.. Names.Where(name => !Has(tree, name.Split('.')))];

    /// <exception cref="UsageError">There is no such key.</exception>
    public Key Find(string name) =>
        keys.FirstOrDefault(key => key.Name == name) ?? throw Unknown(name);

    private UsageError Unknown(string name)
    {
        var inside = Names.Where(key => key.StartsWith(name + ".", StringComparison.Ordinal));
        if (inside.Any())
        {
            return new UsageError(
                $"'{name}' is a section, not a key of {subject}; its keys: {Listed(inside)}."
            );
        }
        if (
            keys.FirstOrDefault(key => name.StartsWith(key.Name + ".", StringComparison.Ordinal)) is
            { } list
        )
        {
            return new UsageError(
                $"unknown key {Quoted.Of(name)}: {list.Name} has no parts that can be set; allowed: {list.Allows}."
            );
        }
        var section = name.Split('.')[0] + ".";
        var siblings = Names
            .Where(key => key.StartsWith(section, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        var known =
            siblings.Length > 0
                ? $"keys of {section.TrimEnd('.')}: {Listed(siblings)}"
                : $"known keys and sections: {Listed(Names.Select(key => key.Split('.')[0]).Distinct())}";
        return new UsageError(
            $"unknown key {Quoted.Of(name)} of {subject}; {known}.{NearestMatch.Hint(name, Names)}"
        );
    }

    private static bool Has(JsonObject tree, string[] path) =>
        tree.TryGetPropertyValue(path[0], out var value)
        && (path.Length == 1 || (value is JsonObject section && Has(section, path[1..])));

    private IEnumerable<string> Names => keys.Select(key => key.Name);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
