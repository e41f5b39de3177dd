using System.Text.Json.Nodes;
using Verify.Engine;

namespace Verify.Origin.Keys;

/// <summary>Reads a tree of values against a table: every key is known, and every value of its type and in its range.</summary>
/// <param name="where">Says where a value stands, as an error begins: "FILE:LINE: ", or nothing.</param>
internal sealed class ValueReader(Func<IReadOnlyList<string>, string> where)
{
    /// <param name="at">Where the tree itself stands.</param>
    /// <returns>The values as they stand in a profile.</returns>
    /// <exception cref="UsageError">A key is unknown, or a value is not allowed.</exception>
    public JsonObject Read(KeyTable table, JsonObject tree, params IReadOnlyList<string> at) =>
        Section(table, tree, at, "");

    private JsonObject Section(
        KeyTable table,
        JsonObject section,
        IReadOnlyList<string> at,
        string prefix
    )
    {
        var read = new JsonObject();
        foreach (var (name, value) in section)
        {
            string[] here = [.. at, name];
            read[name] =
                value is JsonObject inner && table.IsSection(prefix + name)
                    ? Section(table, inner, here, $"{prefix}{name}.")
                    : Value(table, prefix, name, value, here);
        }
        return read;
    }

    private JsonNode Value(
        KeyTable table,
        string prefix,
        string name,
        JsonNode? value,
        string[] here
    )
    {
        var key = Placed(here, () => Find(table, prefix, name));
        return key.Kind == KeyKind.List && value is JsonArray list
            ? List(key, list, here)
            : Placed(here, () => KeyValue.Read(key, value));
    }

    // A dot is how --set writes a section; here it would be a part of the name.
    private static Key Find(KeyTable table, string prefix, string name)
    {
        var key = table.Find(prefix + name);
        return name.Contains('.', StringComparison.Ordinal)
            ? throw new UsageError(
                $"{Quoted.Of(name)} is written as sections in a file: {{\"{string.Join("\": {\"", Quoted.Visible(name).Split('.'))}\": ...{new string('}', name.Split('.').Length)}."
            )
            : key;
    }

    private JsonArray List(Key key, JsonArray list, string[] here)
    {
        if (list.Count < key.Min || list.Count > key.Max)
            throw Placed(here, KeyValue.Refuse(key, $"a list of {list.Count} is not allowed here"));
        var read = new JsonArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            string[] item = [.. here, $"{i}"];
            var part = list[i] is JsonObject given
                ? Section(key.Parts!, given, item, "")
                : throw Placed(
                    item,
                    KeyValue.Refuse(key, $"{KeyValue.Shown(list[i])} is not allowed in the list")
                );
            if (key.Parts!.MissingIn(part) is { Count: > 0 } missing)
                throw Placed(
                    item,
                    KeyValue.Refuse(key, $"item {i + 1} has no {string.Join(", no ", missing)}")
                );
            // Their files would overwrite each other.
            if (!names.Add((string)part["name"]!))
                throw Placed(item, KeyValue.Refuse(key, $"two are named '{part["name"]}'"));
            read.Add(part);
        }
        return read;
    }

    private T Placed<T>(string[] here, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UsageError error)
        {
            throw Placed(here, error);
        }
    }

    private UsageError Placed(string[] here, UsageError error) => new(where(here) + error.Message);
}
