using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Fixtures.Workerd.Given;

namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>What a wrangler file says of a worker: its main module and its bindings; environments are not looked at.</summary>
internal sealed class WranglerFile(Reading reading, JsonObject root)
{
    public string File => reading.File;

    /// <summary>The main module's path.</summary>
    public string Main =>
        Text(root, "main") is { } main
            ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(File)!, main))
            : throw reading.Refuse("main", "it names no main module: main = \"src/index.js\"");

    public string? CompatibilityDate => Text(root, "compatibility_date");

    public IReadOnlyList<string> CompatibilityFlags =>
        [.. List(root, "compatibility_flags").Select(one => $"{one}")];

    public IReadOnlyDictionary<string, JsonElement> Vars =>
        root["vars"] is JsonObject vars
            ? vars.ToDictionary(one => one.Key, one => JsonSerializer.SerializeToElement(one.Value))
            : new Dictionary<string, JsonElement>();

    public IReadOnlyDictionary<string, string> Kv => Same("kv_namespaces", "id");

    public IReadOnlyDictionary<string, string> D1 => Same("d1_databases", "database_id");

    public IReadOnlyDictionary<string, GivenObject> Objects
    {
        get
        {
            var classes = List(root, "migrations")
                .SelectMany(one =>
                    List(one, "new_sqlite_classes")
                        .Select(name => (Name: $"{name}", Sqlite: true))
                        .Concat(
                            List(one, "new_classes")
                                .Select(name => (Name: $"{name}", Sqlite: false))
                        )
                )
                .ToLookup(one => one.Name, one => one.Sqlite);
            return List(root["durable_objects"], "bindings")
                .ToDictionary(one => Named(one, "name"), one => Object(one, classes));
        }
    }

    /// <exception cref="UsageError">It is no worker that a run can carry, and why.</exception>
    public static WranglerFile? Find(string folder)
    {
        if (WranglerText.Find(folder) is not var (reading, root))
            return null;
        NotGiven.MustBeAbsent(reading, root);
        return new(reading, root);
    }

    private GivenObject Object(JsonNode? bound, ILookup<string, bool> classes)
    {
        var name = Named(bound, "class_name");
        if (Text(bound, "script_name") is { } other)
            throw reading.Refuse(
                other,
                $"the class {name} belongs to another worker, {other}: only one worker is run. Copy the project with the class in it."
            );
        return classes.Contains(name)
            ? new(name, classes[name].First())
            : throw reading.Refuse(
                name,
                $"no migration makes the class {name}: name it in new_sqlite_classes (or new_classes) of a migration"
            );
    }

    // Bindings of one id are one namespace; an id may be missing, or hold what no name may.
    private Dictionary<string, string> Same(string section, string id)
    {
        var bound = List(root, section)
            .Select(one => (Binding: Named(one, "binding"), Id: Text(one, id)))
            .ToArray();
        return bound.ToDictionary(
            one => one.Binding,
            one => one.Id is null ? one.Binding : bound.First(it => it.Id == one.Id).Binding
        );
    }

    private string Named(JsonNode? bound, string what) =>
        Text(bound, what)
        ?? throw reading.Refuse(
            what,
            $"a binding has no {what}: {bound?.ToJsonString() ?? "null"}"
        );

    private static string? Text(JsonNode? section, string name) =>
        section is JsonObject named
        && named[name] is JsonValue value
        && value.TryGetValue<string>(out var text)
            ? text
            : null;

    private static IEnumerable<JsonNode?> List(JsonNode? section, string name) =>
        section is JsonObject named && named[name] is JsonArray list ? list : [];
}
