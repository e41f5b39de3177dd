using Verify.Fixtures.Workerd;

namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>The workers of one design: a colo each, the admin, KV's obstacles, and what they cost.</summary>
internal sealed class SystemUnderTest(WorkerdServer server, RunClock clock, string name)
{
    public string Name => name;

    /// <summary>The first is where the admin sits.</summary>
    public IReadOnlyList<Colo> Colos { get; } =
    [.. server.Settings.Colos.Select(colo => new Colo(server, clock, name, colo))];

    public Admin Admin { get; } = new(server, clock, name);

    public KvObstacles Kv { get; } = new(server, name);

    /// <summary>Ends the instance of an object as the platform does with one that is idle.</summary>
    public async Task EvictAsync(string objectName, CancellationToken ct)
    {
        using var answer = await server.SendAsync(
            $"evict.{name}",
            HttpMethod.Post,
            $"/?name={Uri.EscapeDataString(objectName)}",
            ct
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How often D1 was read since a mark of the log.</summary>
    public async Task<int> ReadsSinceAsync(int mark, CancellationToken ct) =>
        await CountSinceAsync(mark, $"d1 {name} SELECT", ct);

    /// <summary>Lines of the log since a mark that hold a text.</summary>
    public async Task<int> CountSinceAsync(int mark, string text, CancellationToken ct)
    {
        await server.MarkAsync(ct);
        return server.Log.Since(mark).Count(line => line.Contains(text, StringComparison.Ordinal));
    }
}
