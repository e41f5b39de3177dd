using System.Diagnostics;

namespace Verify.Scenarios.Output;

/// <summary>Shows that something is still going on, and for how long, once it takes long enough to be wondered about.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(1);

    public static async Task<T> ForAsync<T>(string what, Task<T> task, TextWriter shown)
    {
        var isLive = !Console.IsErrorRedirected;
        var since = Stopwatch.StartNew();
        var said = false;
        while (await Task.WhenAny(task, Task.Delay(said ? BetweenWords : Patience)) != task)
        {
            if (isLive)
                await shown.WriteAsync($"\r{what}: {since.Elapsed.TotalSeconds:0} s ");
            else if (!said)
                await shown.WriteLineAsync($"{what}...");
            said = true;
        }
        if (said && isLive)
            await shown.WriteAsync("\r\e[K");
        return await task;
    }
}
