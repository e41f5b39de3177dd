using System.Text.Json;
using Verify.Fixtures.Workerd;

namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>What a change was answered with, and when.</summary>
/// <param name="Version">The change's own; null where it was not acknowledged.</param>
internal sealed record ChangeAnswer(int Status, int? Version, string Text, TimeSpan Received);

/// <summary>The admin worker; it sits at the first colo.</summary>
internal sealed class Admin(WorkerdServer server, RunClock clock, string system)
{
    /// <summary>Of the organization demo.</summary>
    public const string Token = "token-of-demo";

    /// <summary>Of another organization.</summary>
    public const string OtherToken = "token-of-other";

    public async Task<ChangeAnswer> ChangeAsync(
        ChannelName channel,
        CancellationToken ct,
        string? token = Token,
        string body = """{"originUrl":"https://changed.example/live"}"""
    )
    {
        using var answer = await server.SendAsync(
            $"admin.{system}",
            HttpMethod.Put,
            $"/admin/channels/{channel.Id}",
            ct,
            body,
            token
        );
        return await ReadAsync(answer, ct);
    }

    /// <summary>Takes every channel of an organization out of the cache.</summary>
    public async Task<ChangeAnswer> InvalidateAsync(
        string organization,
        CancellationToken ct,
        string? token = Token
    )
    {
        using var answer = await server.SendAsync(
            $"admin.{system}",
            HttpMethod.Post,
            $"/admin/organizations/{organization}/invalidate",
            ct,
            body: "",
            token
        );
        return await ReadAsync(answer, ct);
    }

    private async Task<ChangeAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        var received = clock.Now;
        int? version =
            answer.IsSuccessStatusCode
            && JsonDocument.Parse(text).RootElement.TryGetProperty("version", out var said)
                ? said.GetInt32()
                : null;
        return new((int)answer.StatusCode, version, text, received);
    }
}
