using Verify.Engine;

namespace Verify.Origin;

/// <summary>Every key a kind of profile has: errors, help and a schema are made from it.</summary>
public sealed class KeyTable(string subject, IReadOnlyList<Key> keys)
{
    public IReadOnlyList<Key> Keys => keys;

    /// <exception cref="UsageError">There is no such key.</exception>
    public Key Find(string name) =>
        keys.FirstOrDefault(key => key.Name == name) ?? throw Unknown(name);

    private UsageError Unknown(string name)
    {
        var inside = Names.Where(key => key.StartsWith(name + ".", StringComparison.Ordinal));
        if (inside.Any())
        {
            return new UsageError(
                $"'{name}' is a section, not a key of the {subject} profile; its keys: {Listed(inside)}."
            );
        }
        if (
            keys.FirstOrDefault(key => name.StartsWith(key.Name + ".", StringComparison.Ordinal)) is
            { } list
        )
        {
            return new UsageError(
                $"unknown key '{name}': {list.Name} has no parts that can be set; allowed: {list.Allows}."
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
            $"unknown key '{name}' of the {subject} profile; {known}.{NearestMatch.Hint(name, Names)}"
        );
    }

    private IEnumerable<string> Names => keys.Select(key => key.Name);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
