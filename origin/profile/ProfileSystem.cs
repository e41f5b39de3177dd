using System.Text.Json.Nodes;
using Verify.Engine;
using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>Profiles of one kind, as data over a base: lists them, checks a name, and gives the configuration of one.</summary>
public sealed class ProfileSystem<TConfig>
    where TConfig : IProfile
{
    private readonly ProfileKind<TConfig> kind;
    private readonly JsonObject lowest;
    private readonly Lineage lineage;

    /// <param name="lowest">The base: what a profile that extends no other is laid over.</param>
    public ProfileSystem(
        ProfileKind<TConfig> kind,
        JsonObject lowest,
        IEnumerable<ProfileData> profiles
    )
    {
        this.kind = kind;
        this.lowest = lowest;
        lineage = new(kind.Name, profiles);
    }

    public string Kind => kind.Name;

    public KeyTable Keys => kind.Keys;

    /// <summary>Sorted, as Nix sorts attribute names.</summary>
    public IReadOnlyList<string> Names => lineage.Names;

    public IReadOnlyList<ProfileInfo> List() =>
        [.. lineage.Names.Select(name => lineage.Find(name).Info)];

    /// <exception cref="UsageError">There is no such profile, or none that it could start from.</exception>
    public void Validate(string name) => lineage.Of(name);

    /// <param name="settings">As typed after <c>--set</c>: key=value.</param>
    /// <exception cref="UsageError">An unknown profile or key, or a value that is not allowed.</exception>
    public TConfig Get(string name, params IEnumerable<string> settings)
    {
        Validate(name);
        return Merged(name, Overrides.Read(settings, kind.Keys));
    }

    /// <param name="overrides">A tree of values, laid over the profile.</param>
    /// <exception cref="UsageError">An unknown profile or key, or a value that is not allowed.</exception>
    public TConfig Get(string name, JsonObject overrides)
    {
        Validate(name);
        return Merged(name, new ValueReader(_ => "").Read(kind.Keys, overrides));
    }

    /// <summary>The merged configuration with what follows from it and _profile, as <c>profiles show --json</c> prints it.</summary>
    public JsonObject Dump(TConfig profile)
    {
        var dump = kind.Write(profile);
        dump["_profile"] = new JsonObject
        {
            ["name"] = profile.Name,
            ["availableProfiles"] = new JsonArray([.. Names.Select(each => (JsonNode)each)]),
        };
        return dump;
    }

    /// <summary>The shipped profile that one of the user's starts from, by however many of its own; itself where it is shipped.</summary>
    /// <returns>Null where it starts from the base.</returns>
    /// <exception cref="UsageError">There is no such profile, or none that it could start from.</exception>
    public string? ShippedBelow(string name) => lineage.ShippedBelow(name);

    /// <summary>The keys that a profile has to give which extends no other.</summary>
    internal IReadOnlyList<string> MissingInBase => kind.Keys.MissingIn(lowest);

    internal LineageFault? FaultOf(string name) => lineage.FaultOf(name);

    /// <summary>The same system with more profiles.</summary>
    public ProfileSystem<TConfig> With(IEnumerable<ProfileData> more) =>
        new(kind, lowest, lineage.All.Concat(more));

    private TConfig Merged(string name, JsonObject overrides)
    {
        var merged = lineage
            .Of(name)
            .Select(profile => profile.Values)
            .Append(overrides)
            .Aggregate(lowest, DeepMerge.Over);
        var missing = kind.Keys.MissingIn(merged);
        return missing.Count == 0
            ? kind.Read(name, merged)
            : throw new UsageError(
                $"{kind.Name} profile '{name}' has no value for {string.Join(", ", missing)}: it starts from nothing. "
                    + $"Give each, or let it extend one that has them: {string.Join(", ", Names.Where(each => each != name))}."
            );
    }
}
