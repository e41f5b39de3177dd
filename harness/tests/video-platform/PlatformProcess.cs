using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Verify.Tests.Lab;

namespace Verify.Tests.VideoPlatform;

/// <summary>The program itself, as a process of its own.</summary>
internal sealed partial class PlatformProcess : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly StartedProgram program;

    private PlatformProcess(StartedProgram program) => this.program = program;

    public HttpClient Client { get; } = new();

    public static string[] Line(params string[] arguments) =>
        [
            Environment.ProcessPath!,
            Path.Combine(
                Checkout.Root,
                "origin/video-platform/bin/Debug/net10.0/video-platform.dll"
            ),
            .. arguments,
        ];

    /// <summary>Starts it; it listens when it is handed over.</summary>
    public static async Task<PlatformProcess> StartAsync(
        string name,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken ct
    )
    {
        var process = new PlatformProcess(StartedProgram.Here(Line(name), environment));
        try
        {
            await process.program.UntilAsync(
                () => Listening().IsMatch(process.program.Said()),
                "it listened",
                ct
            );
            process.Client.BaseAddress = new(
                Listening().Match(process.program.Said()).Groups[1].Value
            );
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public static async Task<Ended> EndAsync(
        string[] arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken ct
    )
    {
        await using var program = StartedProgram.Here(Line(arguments), environment);
        return await program.EndAsync(ct);
    }

    /// <summary>kill -9, or another signal.</summary>
    public async Task SignalAsync(string signal, CancellationToken ct)
    {
        await program.SignalAsync(signal, ct);
        if (signal is "KILL" or "TERM")
            await program.EndAsync(ct);
    }

    public string Said => program.Said();

    public async Task<Guid> NewVideoAsync(string originalUrl, CancellationToken ct)
    {
        using var answer = await Client.PostAsJsonAsync(
            "/v1/videos",
            new
            {
                user_id = Guid.NewGuid(),
                title = "A title",
                original_url = originalUrl,
            },
            ct
        );
        Assert.That((int)answer.StatusCode, Is.EqualTo(201));
        return (await BodyAsync(answer, ct)).GetProperty("id").GetGuid();
    }

    public async Task<HttpResponseMessage> ProcessAsync(
        Guid id,
        CancellationToken ct,
        string query = ""
    ) => await Client.PostAsync($"/v1/videos/{id}/process{query}", null, ct);

    public async Task<JsonElement> VideoAsync(Guid id, CancellationToken ct)
    {
        using var answer = await Client.GetAsync($"/v1/videos/{id}", ct);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        return await BodyAsync(answer, ct);
    }

    public async Task UntilStatusAsync(Guid id, string status, CancellationToken ct)
    {
        while ((await VideoAsync(id, ct)).GetProperty("status").GetString() != status)
            await Task.Delay(BetweenLooks, ct);
    }

    public static async Task<JsonElement> BodyAsync(
        HttpResponseMessage answer,
        CancellationToken ct
    ) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(ct));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await program.DisposeAsync();
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)\s")]
    private static partial Regex Listening();
}
