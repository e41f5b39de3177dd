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

    /// <summary>Makes a channel in D1; no worker is told.</summary>
    public Task MakeAsync(ChannelName channel, CancellationToken ct) =>
        DoAsync(
            $"INSERT INTO channels (id, organization, slug, originUrl, signHost, adPodBaseUrl) VALUES ('{channel.Id}', 'org_{ChannelName.Organization}', '{channel.Slug}', 'https://origin.example/1', 'media.example', 'https://ads.example')",
            ct
        );

    /// <summary>Changes every channel of the organization in D1; no worker is told.</summary>
    public Task ChangeAllAsync(CancellationToken ct) =>
        DoAsync(
            $"UPDATE channels SET originUrl = 'https://changed.example/live', version = version + 1 WHERE organization = 'org_{ChannelName.Organization}'",
            ct
        );

    /// <summary>How often D1 was read since a mark of the log.</summary>
    public async Task<int> ReadsSinceAsync(int mark, CancellationToken ct) =>
        await CountSinceAsync(mark, $"d1 {name} SELECT", ct);

    /// <summary>Lines of the log since a mark that hold a text.</summary>
    public async Task<int> CountSinceAsync(int mark, string text, CancellationToken ct)
    {
        await server.MarkAsync(ct);
        return server.Log.Since(mark).Count(line => line.Contains(text, StringComparison.Ordinal));
    }

    private async Task DoAsync(string sql, CancellationToken ct)
    {
        using var answer = await server.SendAsync($"d1.{name}", HttpMethod.Post, "/", ct, sql);
        if (!answer.IsSuccessStatusCode)
            throw new CannotRun(
                $"D1 of '{name}' refuses {sql}: {await answer.Content.ReadAsStringAsync(ct)}"
            );
    }
}
