namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>The video platform, which is built along with Verify.</summary>
internal sealed class PlatformService : Service
{
    /// <summary>Where it is.</summary>
    public static string Program()
    {
        // .../scenarios/bin/Debug/net10.0/: built as we are.
        var built = AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..];
        return Path.Combine([
            Checkout.Root,
            "origin",
            "video-platform",
            "bin",
            .. built,
            "video-platform.dll",
        ]);
    }

    public override Task<string?> FaultAsync(CancellationToken ct) =>
        Task.FromResult(
            File.Exists(Program()) ? null : $"{Program()} is not there. Build it: ./run.ps1 list"
        );
}
