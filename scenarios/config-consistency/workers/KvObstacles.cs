using Verify.Fixtures.Workerd;

namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>Faults and orders brought about at the KV of one system: an operation fails, or waits until it is let go.</summary>
internal sealed class KvObstacles(WorkerdServer server, string system)
{
    public const string Put = "put";
    public const string Delete = "delete";

    // A held operation is reached within a request; a busy machine takes seconds for one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <summary>Operations fail after so many have passed.</summary>
    public Task FailAsync(string operation, CancellationToken ct, int after = 0) =>
        AskAsync($"/fail?operation={operation}&after={after}", ct);

    /// <summary>The next ones wait, as many as are said.</summary>
    public Task HoldAsync(string operation, int times, CancellationToken ct) =>
        AskAsync($"/hold?operation={operation}&times={times}", ct);

    public Task ReleaseAsync(string operation, CancellationToken ct) =>
        AskAsync($"/release?operation={operation}", ct);

    /// <summary>Until one has come to it.</summary>
    public async Task ReachedAsync(string operation, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += BetweenLooks)
        {
            if ((await AskAsync($"/reached?operation={operation}", ct)).Contains("true"))
                return;
            await Task.Delay(BetweenLooks, ct);
        }
        throw new CannotRun(
            $"No {operation} reached the KV of '{system}' within {Patience.TotalSeconds:0} s."
        );
    }

    private async Task<string> AskAsync(string path, CancellationToken ct)
    {
        using var answer = await server.SendAsync($"kv.{system}", HttpMethod.Get, path, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(ct);
    }
}
