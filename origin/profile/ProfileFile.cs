using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Verify.Engine;
using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>A user's own profiles (<c>--profiles FILE</c>), beside those that are shipped.</summary>
public static class ProfileFile
{
    /// <summary>A MiB: as many profiles as are allowed are a fiftieth of it.</summary>
    public const int LargestBytes = 1 << 20;

    // Each is merged, checked and listed; what nobody has written by hand is for a file of its own.
    private const int MostProfiles = 200;

    internal const string Schema = "$schema";

    internal const string Shape = """
        Wanted is {"origin": {"my-name": {"extends": "logged", "hls": {"listSize": 12}}}, "swarm": {...}}; ./run.ps1 profiles schema prints what is allowed, for an editor.
        """;

    /// <param name="file">Its name, as errors say it.</param>
    /// <returns>Those that are shipped, and the user's.</returns>
    /// <exception cref="UsageError">It is no such file; with the line, and what is allowed there.</exception>
    public static Profiles Read(byte[] text, string file)
    {
        if (text.Length > LargestBytes)
            throw new UsageError(
                $"{file} has more than {LargestBytes} bytes (1 MiB); a file of profiles has at most that many."
            );
        var json = PlacedJson.Parse(text, file);
        if (json.Root is not JsonObject root)
            throw json.Refuse([], $"{KeyValue.Shown(json.Root)} is not allowed here. {Shape}");
        var shipped = Profiles.Shipped;
        string[] allowed = [Schema, shipped.Origin.Kind, shipped.Swarm.Kind];
        foreach (var (name, value) in root)
            if (!allowed.Contains(name))
                throw json.Refuse(
                    [name],
                    $"unknown key {Quoted.Of(name)}; allowed: {string.Join(", ", allowed)}.{NearestMatch.Hint(name, allowed)}"
                );
            else if (
                name == Schema
                && value?.GetValueKind() != System.Text.Json.JsonValueKind.String
            )
                throw json.Refuse(
                    [name],
                    $"{name}: {KeyValue.Shown(value)} is not allowed here; allowed: in quotes, where the schema is."
                );
        if (!allowed[1..].Any(root.ContainsKey))
            throw json.Refuse([], $"there is no profile in it. {Shape}");
        var count = allowed[1..].Sum(kind => (root[kind] as JsonObject)?.Count ?? 0);
        if (count > MostProfiles)
            throw json.Refuse(
                [],
                $"there are {count} profiles in it; allowed: {MostProfiles}, as each is checked and listed with every command. Divide it into several files."
            );
        return new(
            new Own<OriginProfile>(json, shipped.Origin).Added(),
            new Own<SwarmProfile>(json, shipped.Swarm).Added()
        );
    }

    /// <summary>Those of one kind.</summary>
    private sealed class Own<TConfig>(PlacedJson json, ProfileSystem<TConfig> shipped)
        where TConfig : IProfile
    {
        private readonly ValueReader values = new(json.Where);

        public ProfileSystem<TConfig> Added()
        {
            if (!json.Root!.AsObject().TryGetPropertyValue(shipped.Kind, out var given))
                return shipped;
            if (given is not JsonObject { Count: > 0 } profiles)
                throw json.Refuse(
                    [shipped.Kind],
                    $"{shipped.Kind}: {(given is JsonObject ? "a section without a profile" : KeyValue.Shown(given))} is not allowed here. {Shape}"
                );
            var system = shipped.With([
                .. profiles.Select(profile => Profile(profile.Key, profile.Value)),
            ]);
            foreach (var name in profiles.Select(profile => profile.Key))
                Check(system, name);
            return system;
        }

        private ProfileData Profile(string name, JsonNode? given)
        {
            string[] here = [shipped.Kind, name];
            if (!Regex.IsMatch(name, $@"\A(?:{ProfileWords.Name})\z"))
                throw json.Refuse(
                    here,
                    $"{Quoted.Of(name)} is no name for a profile; allowed: {ProfileWords.NameShape}."
                );
            // The shipped ones mean the same to everyone who reads of them.
            if (name == ShippedProfiles.Base || shipped.Names.Contains(name))
                throw json.Refuse(
                    here,
                    $"the name '{name}' is that of {(name == ShippedProfiles.Base ? "what all start from" : $"a shipped {shipped.Kind} profile")}. Give yours another"
                        + $"{(name == ShippedProfiles.Base ? "" : $", and let it start from that with \"extends\": \"{name}\"")}."
                );
            if (given is not JsonObject profile)
                throw json.Refuse(
                    here,
                    $"{name}: {KeyValue.Shown(given)} is not allowed here. {Shape}"
                );
            var read = values.Read(shipped.Keys.After(ProfileWords.Keys), profile, here);
            var info = new ProfileInfo(
                name,
                (string?)read[ProfileWords.Description],
                (string?)read[ProfileWords.Purpose],
                (string?)read[ProfileWords.Extends],
                IsOwn: true
            );
            foreach (var word in ProfileWords.Keys)
                read.Remove(word.Name);
            return new(info, read);
        }

        // By itself: a profile that nobody asks for now is looked at all the same.
        private void Check(ProfileSystem<TConfig> system, string name)
        {
            if (system.FaultOf(name) is { } fault)
                throw json.Refuse(
                    [shipped.Kind, fault.Profile, ProfileWords.Extends],
                    fault.Message
                );
            try
            {
                system.Get(name);
            }
            catch (UsageError error)
            {
                throw json.Refuse([shipped.Kind, name], error.Message);
            }
        }
    }
}
