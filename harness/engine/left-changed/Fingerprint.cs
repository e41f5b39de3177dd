namespace Verify.Engine.LeftChanged;

/// <summary>Everything that was found at one moment, each thing by a key that stays the same for as long as it is there.</summary>
public sealed record Fingerprint(IReadOnlyDictionary<string, Thing> Things)
{
    /// <summary>What has come, gone or changed since, each named.</summary>
    public IReadOnlyList<Difference> Differences(Fingerprint later) =>
        [
            .. Things.Select(was => Compare(was.Key, was.Value, later)).OfType<Difference>(),
            .. later
                .Things.Where(now => !Things.ContainsKey(now.Key) && CanCome(now.Key))
                .Select(now => new Difference(now.Key, now.Value.Name, HasCome: true)),
        ];

    /// <summary>The things of some kinds only: a key begins with its kind.</summary>
    public Fingerprint Of(params string[] kinds) =>
        new(
            Things
                .Where(thing => kinds.Contains(thing.Key.Split(' ', 2)[0]))
                .ToDictionary(StringComparer.Ordinal)
        );

    /// <summary>As it would have been, had the step from one look to the next been taken before it.</summary>
    public Fingerprint With(Fingerprint before, Fingerprint after)
    {
        var things = Things.ToDictionary(StringComparer.Ordinal);
        foreach (var key in before.Differences(after).Select(difference => difference.Key))
            if (after.Things.TryGetValue(key, out var now))
                things[key] = now;
            else
                things.Remove(key);
        return new(things);
    }

    // Settings come and go with interfaces and modules, whatever their values: those are set by nobody.
    private static bool CanCome(string key) =>
        !key.StartsWith($"{SysctlTable.Kind} ", StringComparison.Ordinal);

    private static Difference? Compare(string key, Thing was, Fingerprint later) =>
        !later.Things.TryGetValue(key, out var now)
            ? CanCome(key)
                ? new(key, $"{was.Name} is gone")
                : null
            : now.State != was.State
                ? new(key, $"{was.Name} was {was.State}, is {now.State}")
                : null;
}
