namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>What a viewer at a colo asks again and again.</summary>
internal sealed record ColoAsk(string Colo, Func<CancellationToken, Task<PlaylistAnswer>> AskAsync)
{
    /// <summary>The same of every colo of a design.</summary>
    public static IReadOnlyList<ColoAsk> OfAll(
        SystemUnderTest system,
        Func<Colo, CancellationToken, Task<PlaylistAnswer>> ask
    ) => [.. system.Colos.Select(colo => new ColoAsk(colo.Name, ct => ask(colo, ct)))];
}
