using System.Globalization;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>Two processes of a design's API with a time to live that a run sees the end of.</summary>
internal sealed class TwoProcesses : IAsyncDisposable
{
    private TwoProcesses(IReadOnlyList<PlatformProgram> all) => All = all;

    public IReadOnlyList<PlatformProgram> All { get; }

    public PlatformProgram First => All[0];

    public PlatformProgram Second => All[1];

    public static async Task<TwoProcesses> StartAsync(
        PlatformInRun platform,
        string design,
        TimeSpan ttl,
        CancellationToken ct
    )
    {
        var settings = new Dictionary<string, string>
        {
            ["REDIS_TTL"] = ttl.TotalSeconds.ToString("0.###s", CultureInfo.InvariantCulture),
        };
        var starting = new[] { "short 1", "short 2" }
            .Select(name => platform.BesideAsync(design, PlatformProgram.Api, name, settings, ct))
            .ToArray();
        try
        {
            return new(await Task.WhenAll(starting));
        }
        catch
        {
            foreach (var one in starting.Where(one => one.IsCompletedSuccessfully))
                await one.Result.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in All)
            await one.DisposeAsync();
    }
}
