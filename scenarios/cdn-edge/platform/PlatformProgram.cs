using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>A process of the video platform, handed over when it listens.</summary>
internal sealed partial class PlatformProgram : IAsyncDisposable
{
    public const string Api = "api";
    public const string Worker = "worker";
    public const string Migrate = "migrate";

    // It listens within a second; after that it is told why.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A few seconds of video take about one, and much longer on a busy machine.
    private static readonly TimeSpan MakingPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly Daemon daemon;
    private readonly Compartment compartment;

    private PlatformProgram(string name, Daemon daemon, Compartment compartment) =>
        (Name, this.daemon, this.compartment) = (name, daemon, compartment);

    public string Name { get; }

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public string Log => daemon.Log;

    public int Id => daemon.Id;

    /// <summary>Throws with its log if it has ended by itself.</summary>
    public void MustRun() => daemon.MustRun($"video-platform ({Name})");

    public static async Task<PlatformProgram> StartAsync(
        string name,
        IReadOnlyDictionary<string, string> environment,
        string folder,
        CancellationToken ct,
        string role = Api
    )
    {
        var program = await BeginAsync(name, role, environment, folder, ct);
        try
        {
            for (var waited = TimeSpan.Zero; ; waited += BetweenLooks)
            {
                program.MustRun();
                if (Listening().Match(program.Log) is { Success: true } at)
                {
                    program.Client.BaseAddress = new(at.Groups[1].Value);
                    return program;
                }
                if (waited > Patience)
                    throw new CannotRun(
                        $"video-platform ({name}) does not listen after {Patience.TotalSeconds:0} s.\n{program.Log}"
                    );
                await Task.Delay(BetweenLooks, ct);
            }
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs it to its end: what is not to go on, or not to start.</summary>
    public static async Task<(int ExitCode, string Said)> EndAsync(
        string role,
        IReadOnlyDictionary<string, string> environment,
        string folder,
        CancellationToken ct
    )
    {
        await using var program = await BeginAsync(role, role, environment, folder, ct);
        return await program.daemon.HasEndedAsync(Patience)
            ? (program.daemon.ExitCode, program.Log)
            : throw new CannotRun(
                $"video-platform {role} has not ended after {Patience.TotalSeconds:0} s.\n{program.Log}"
            );
    }

    /// <param name="seconds">That it lasts, once it is made.</param>
    public async Task<Guid> NewVideoAsync(string title, CancellationToken ct, int seconds = 4)
    {
        using var answer = await Client.PostAsJsonAsync(
            "/v1/videos",
            new
            {
                user_id = Guid.NewGuid(),
                title,
                original_url = $"lavfi:testsrc2=duration={seconds}",
            },
            ct
        );
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct))
            .GetProperty("id")
            .GetGuid();
    }

    /// <summary>Asks for it to be transcoded: its status is acknowledged as PROCESSING.</summary>
    /// <param name="again">Of a video that is READY: it is made once more.</param>
    public async Task<int> ProcessAsync(Guid id, CancellationToken ct, bool again = false)
    {
        using var answer = await Client.PostAsync(
            $"/v1/videos/{id}/process{(again ? "?again=true" : "")}",
            null,
            ct
        );
        return (int)answer.StatusCode;
    }

    /// <summary>A counter of its /metrics.</summary>
    public async Task<double> CountedAsync(string counter, CancellationToken ct)
    {
        var said = await Client.GetStringAsync("/metrics", ct);
        return said.Split('\n').FirstOrDefault(line => line.StartsWith($"{counter} ")) is { } line
            ? double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)
            : throw new CannotRun($"{Name}: /metrics has no {counter}");
    }

    /// <summary>What the API says of a video.</summary>
    public Task<JsonElement> VideoAsync(Guid id, CancellationToken ct) =>
        Client.GetFromJsonAsync<JsonElement>($"/v1/videos/{id}", ct);

    /// <summary>Waits until it is READY, and says where it can be seen.</summary>
    /// <exception cref="CannotRun">It failed, or is not made in time.</exception>
    public async Task<Uri> ReadyAsync(Guid id, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; ; waited += BetweenLooks)
        {
            var video = await VideoAsync(id, ct);
            switch (video.GetProperty("status").GetString())
            {
                case "READY":
                    return new(video.GetProperty("hls_url").GetString()!);
                case "FAILED":
                    throw new CannotRun($"video-platform ({Name}) could not make {id}: {video}");
            }
            if (waited > MakingPatience)
                throw new CannotRun(
                    $"video-platform ({Name}) has not made {id} after {MakingPatience.TotalSeconds:0} s: {video}"
                );
            await Task.Delay(BetweenLooks, ct);
        }
    }

    public async Task<string> StatusAsync(Guid id, CancellationToken ct) =>
        (await VideoAsync(id, ct)).GetProperty("status").GetString()!;

    /// <summary>kill -9 of it alone: what it has started is left to itself.</summary>
    public async Task KillAsync()
    {
        using (var process = Process.GetProcessById(daemon.Id))
            process.Kill();
        if (!await daemon.HasEndedAsync(Patience))
            throw new CannotRun(
                $"video-platform ({Name}) has not ended {Patience.TotalSeconds:0} s after SIGKILL."
            );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await daemon.DisposeAsync();
        compartment.Dispose();
    }

    private static async Task<PlatformProgram> BeginAsync(
        string name,
        string role,
        IReadOnlyDictionary<string, string> environment,
        string folder,
        CancellationToken ct
    )
    {
        var compartment = Compartment.OfTheProgram();
        try
        {
            return new(
                name,
                await Daemon.StartAsync(
                    [Environment.ProcessPath!, PlatformService.Program(), role],
                    Directory.CreateDirectory(folder).FullName,
                    compartment,
                    ct,
                    environment: environment
                ),
                compartment
            );
        }
        catch
        {
            compartment.Dispose();
            throw;
        }
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)\s")]
    private static partial Regex Listening();
}
