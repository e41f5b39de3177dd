using System.Reflection;
using System.Text.Json.Nodes;

namespace Verify.Origin.Profile;

/// <summary>The data files of a kind of profile: they travel in the assembly.</summary>
internal static class ShippedProfiles
{
    public const string Base = "base";

    public static ProfileSystem<TConfig> Of<TConfig>(ProfileKind<TConfig> kind)
        where TConfig : IProfile
    {
        var (names, said) = (Names(kind.Name), Metadata()[kind.Name]!.AsObject());
        return new(
            kind,
            names.Contains(Base) ? Read(kind.Name, Base) : [],
            names.Where(name => name != Base).Select(name => Profile(kind.Name, name, said))
        );
    }

    internal static IReadOnlyList<string> Names(string kind) =>
        [
            .. Resources()
                .Where(each => each.StartsWith(kind + "/", StringComparison.Ordinal))
                .Select(Path.GetFileNameWithoutExtension)
                .OfType<string>(),
        ];

    internal static JsonObject Read(string kind, string name) => Parse($"{kind}/{name}.json");

    // What is said of the profiles stands apart from them: each file holds values and nothing else.
    internal static JsonObject Metadata() => Parse("metadata.json");

    internal static JsonObject Formulas() => Parse("formulas.json");

    private static ProfileData Profile(string kind, string name, JsonObject said) =>
        new(
            new(name, (string?)said[name]?["description"], (string?)said[name]?["purpose"]),
            Read(kind, name)
        );

    private static JsonObject Parse(string resource)
    {
        var stored = Assembly.GetManifestResourceNames().Single(each => Slashed(each) == resource);
        using var file = Assembly.GetManifestResourceStream(stored)!;
        return JsonNode.Parse(file)!.AsObject();
    }

    private static IEnumerable<string> Resources() =>
        Assembly.GetManifestResourceNames().Select(Slashed);

    // A resource has the separator of the machine that it was built on.
    private static string Slashed(string resource) => resource.Replace('\\', '/');

    private static Assembly Assembly => typeof(ShippedProfiles).Assembly;
}
