using Verify.Engine;
using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>Profiles of one kind by name, and which starts from which.</summary>
internal sealed class Lineage(string kind, IEnumerable<ProfileData> profiles)
{
    // Nobody follows more by hand.
    private const int Longest = 9;

    // Of a file of thousands the error would be a book.
    private const int MostListed = 50;

    private readonly SortedDictionary<string, ProfileData> known = new(
        profiles.ToDictionary(profile => profile.Info.Name, StringComparer.Ordinal),
        StringComparer.Ordinal
    );

    public IReadOnlyList<string> Names => [.. known.Keys];

    public IEnumerable<ProfileData> All => known.Values;

    /// <exception cref="UsageError">There is no such profile.</exception>
    public ProfileData Find(string name) =>
        known.TryGetValue(name, out var found)
            ? found
            : throw new UsageError($"unknown {kind} profile {Listed(name)}");

    /// <returns>The profile, after those that it starts from, the lowest first.</returns>
    /// <exception cref="UsageError">One of them is not there, or they start from each other.</exception>
    public IReadOnlyList<ProfileData> Of(string name) =>
        FaultOf(name) is { } fault
            ? throw new UsageError(fault.Message)
            : [.. Below(Find(name)).Reverse()];

    /// <summary>What is wrong with what a profile starts from; null where nothing is.</summary>
    public LineageFault? FaultOf(string name)
    {
        var line = new List<string>();
        foreach (var profile in Below(Find(name)))
        {
            var from = line.IndexOf(profile.Info.Name);
            if (from >= 0)
                return new(
                    profile.Info.Name,
                    $"{kind} profiles extend each other in a circle: {string.Join(" -> ", line.Skip(from).Append(profile.Info.Name))}. "
                        + $"Let one of them extend none, or one that is shipped: {string.Join(", ", Shipped)}."
                );
            line.Add(profile.Info.Name);
            if (line.Count > Longest)
                return new(
                    name,
                    $"{kind} profile '{name}' starts from more than {Longest - 1} others, one after the other; allowed: {Longest - 1}."
                );
            if (profile.Info.Extends is { } below && !known.ContainsKey(below))
                return new(
                    profile.Info.Name,
                    $"{kind} profile '{profile.Info.Name}' extends the unknown profile {Listed(below)}"
                );
        }
        return null;
    }

    public string? ShippedBelow(string name) =>
        Of(name).LastOrDefault(profile => !profile.Info.IsOwn)?.Info.Name;

    // Without an end where they go in a circle.
    private IEnumerable<ProfileData> Below(ProfileData profile)
    {
        for (var at = profile; at is not null; at = Parent(at))
            yield return at;
    }

    private ProfileData? Parent(ProfileData profile) =>
        profile.Info.Extends is { } name ? known.GetValueOrDefault(name) : null;

    private IEnumerable<string> Shipped =>
        known.Values.Where(one => !one.Info.IsOwn).Select(one => one.Info.Name);

    private string Listed(string name) =>
        $"{Quoted.Of(name)}; allowed: {string.Join(", ", known.Keys.Take(MostListed))}{(known.Count > MostListed ? $" and {known.Count - MostListed} more" : "")}."
        + NearestMatch.Hint(name, known.Keys);
}

/// <param name="Profile">The one at fault.</param>
internal sealed record LineageFault(string Profile, string Message);
