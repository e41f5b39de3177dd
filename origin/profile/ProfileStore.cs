using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Verify.Engine;

namespace Verify.Origin;

/// <summary>One kind of profile, as the data files in the assembly give it: base, then profile, then overrides.</summary>
internal sealed class ProfileStore(string kind, KeyTable table)
{
    private const string Base = "base";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // A key that is missing or misspelt in a data file is a defect of ours and must not pass for 0.
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
    };

    /// <summary>Sorted, as Nix sorts attribute names.</summary>
    public IReadOnlyList<string> Names =>
        [.. Files().Where(name => name != Base).Order(StringComparer.Ordinal)];

    public JsonObject Merged(string name, IEnumerable<string> settings)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            throw new UsageError(
                $"unknown {kind} profile '{name}'; allowed: {string.Join(", ", Names)}.{NearestMatch.Hint(name, Names)}"
            );
        }
        var overrides = Overrides.Read(settings, table);
        var lowest = Files().Contains(Base) ? Read(Base) : [];
        return DeepMerge.Over(DeepMerge.Over(lowest, Read(name)), overrides);
    }

    /// <summary>The merged configuration as written out, with what follows from it.</summary>
    public JsonObject Dump<T>(string name, T profile, params (string Key, object Value)[] derived)
    {
        var dump = Tree(profile!);
        foreach (var (key, value) in derived)
        {
            dump[key] = Tree(value);
        }
        dump["_profile"] = new JsonObject
        {
            ["name"] = name,
            ["availableProfiles"] = new JsonArray([.. Names.Select(each => (JsonNode)each)]),
        };
        return dump;
    }

    internal JsonObject Read(string name)
    {
        using var file = Assembly.GetManifestResourceStream(Resource(name))!;
        return JsonNode.Parse(file)!.AsObject();
    }

    private IEnumerable<string> Files() =>
        Assembly
            .GetManifestResourceNames()
            .Where(each => Slashed(each).StartsWith(kind + "/", StringComparison.Ordinal))
            .Select(each => Path.GetFileNameWithoutExtension(Slashed(each)));

    private string Resource(string name) =>
        Assembly.GetManifestResourceNames().Single(each => Slashed(each) == $"{kind}/{name}.json");

    // The resource has the separator of the machine that it was built on.
    private static string Slashed(string resource) => resource.Replace('\\', '/');

    private static JsonObject Tree(object value) =>
        JsonSerializer.SerializeToNode(value, value.GetType(), Json)!.AsObject();

    private static Assembly Assembly => typeof(ProfileStore).Assembly;
}
