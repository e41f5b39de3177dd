using System.Text.Json.Nodes;
using Verify.Engine;

namespace Verify.Origin.Keys;

/// <summary>What <c>--set key=value</c> asks for, as a tree to lay over a profile.</summary>
public static class Overrides
{
    /// <exception cref="UsageError">One of them cannot be read, or a key is set twice.</exception>
    public static JsonObject Read(IEnumerable<string> settings, KeyTable table)
    {
        var tree = new JsonObject();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new UsageError(
                    $"--set {Quoted.Of(setting)} is not key=value; write for example --set {Example(table)}."
                );
            }
            var name = setting[..equals].Trim();
            var text = setting[(equals + 1)..].Trim();
            var key = table.Find(name);
            // A run is recorded with one value for each key; a contradiction is asked back, not settled silently.
            if (!given.TryAdd(name, text))
            {
                throw new UsageError(
                    $"{name} is set twice, to {Quoted.Of(given[name])} and to {Quoted.Of(text)}; give it once."
                );
            }
            Place(tree, name.Split('.'), key.Read(text));
        }
        return tree;
    }

    private static void Place(JsonObject tree, string[] path, JsonNode value)
    {
        foreach (var section in path[..^1])
        {
            if (tree[section] is not JsonObject inner)
            {
                tree[section] = inner = [];
            }
            tree = inner;
        }
        tree[path[^1]] = value;
    }

    private static string Example(KeyTable table) =>
        table.Keys.First(key => key.Kind == KeyKind.Number) is var key
            ? $"{key.Name}={key.Min}"
            : "";
}
