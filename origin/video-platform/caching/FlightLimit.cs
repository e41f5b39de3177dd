using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>A look-up that no caller can end, and that ends all the same.</summary>
internal static class FlightLimit
{
    // Beyond what a query and a wait for another process may take together.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static async Task<Video?> FlyAsync(Func<CancellationToken, Task<Video?>> load)
    {
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            return await load(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"Looking up a video took longer than {Longest.TotalSeconds:0} s."
            );
        }
    }
}
