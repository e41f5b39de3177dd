using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Ground;

namespace Verify.Tests.Platforms;

/// <summary>
/// PostgreSQL, S3 and a cured platform on them, for all tests of this process that need one: started by the first of them,
/// and ended after the last, however that ended. Where the process is killed, the kernel ends them.
/// </summary>
internal static class SharedPlatform
{
    private static readonly Lazy<TempFolder> folder = new(() =>
    {
        var made = new TempFolder();
        // PostgreSQL does not run as root; whoever it runs as has to get to its own folder.
        File.SetUnixFileMode(made.Path, (UnixFileMode)Convert.ToInt32("711", 8));
        return made;
    });

    private static readonly Lazy<Task<StoreServers>> servers = new(() =>
        StoreServers.StartAsync(folder.Value.File("servers"), given: null, default)
    );

    private static readonly Lazy<Task<PlatformInRun>> standing = new(StandAsync);

    public static Task<StoreServers> ServersAsync() => servers.Value;

    /// <summary>With a video, two processes of its API and no edge.</summary>
    public static Task<PlatformInRun> StandingAsync() => standing.Value;

    public static async Task EndAsync()
    {
        if (standing is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await EndAsync(await standing.Value);
        if (servers is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await servers.Value).DisposeAsync();
        if (folder.IsValueCreated)
            folder.Value.Dispose();
    }

    private static async Task<PlatformInRun> StandAsync()
    {
        var platform = new PlatformInRun(folder.Value.File("platform"))
        {
            Servers = await servers.Value,
            Designs = [PlatformInRun.Cured],
        };
        try
        {
            await platform.StartStoresAsync(default);
            await platform.Stores.StartCacheAsync(default);
            await platform.StartCachedAsync(default);
            await platform.VideoAsync(PlatformInRun.Cured, default);
            return platform;
        }
        catch
        {
            await EndAsync(platform);
            throw;
        }
    }

    private static async Task EndAsync(PlatformInRun platform)
    {
        await platform.EndCachedAsync();
        await platform.EndStoresAsync();
    }
}
