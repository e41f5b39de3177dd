using System.Globalization;
using System.Text.Json;
using Verify.Fixtures.Workerd;

namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>The manifest worker of a colo, as its viewers meet it.</summary>
internal sealed class Colo(WorkerdServer server, RunClock clock, string system, string name)
{
    private const string VersionHeader = "X-Config-Version";

    public string Name => name;

    public Task<PlaylistAnswer> MasterAsync(ChannelName channel, CancellationToken ct) =>
        AskAsync(channel.Path("master"), ct);

    /// <summary>A playlist that is made anew for each request.</summary>
    public Task<PlaylistAnswer> MediaAsync(ChannelName channel, CancellationToken ct) =>
        AskAsync(channel.Path("v_1600k"), ct);

    /// <summary>Starts or stops an ad break; true where it was acknowledged.</summary>
    public async Task<bool> CueAsync(
        ChannelName channel,
        string type,
        string id,
        CancellationToken ct
    )
    {
        var body = JsonSerializer.Serialize(
            new
            {
                org = ChannelName.Organization,
                channel = channel.Slug,
                type,
                id,
                duration = 30,
            }
        );
        using var answer = await server.SendAsync(Host, HttpMethod.Post, "/cue", ct, body);
        return answer.IsSuccessStatusCode;
    }

    private string Host => $"{name.ToLowerInvariant()}.{system}";

    private async Task<PlaylistAnswer> AskAsync(string path, CancellationToken ct)
    {
        var sent = clock.Now;
        using var answer = await server.SendAsync(Host, HttpMethod.Get, path, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        var received = clock.Now;
        int? version = answer.Headers.TryGetValues(VersionHeader, out var said)
            ? int.Parse(said.Single(), CultureInfo.InvariantCulture)
            : null;
        return new((int)answer.StatusCode, version, text, sent, received);
    }
}
