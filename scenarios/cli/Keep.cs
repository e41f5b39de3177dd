using Verify.Engine.Labs;

namespace Verify.Scenarios.Cli;

/// <summary><c>--keep</c>: the lab stands until Ctrl-C, and the user is told how to get in.</summary>
internal static class Keep
{
    public static Func<CancellationToken, Task> Standing()
    {
        // NUnit keeps what phases print: the real stream is taken before it runs.
        var told = Console.Error;
        return async interrupted =>
        {
            await told.WriteLineAsync($"verify: the lab is still up. Enter it with: {Lab.Enter}");
            await told.WriteLineAsync("verify: Ctrl-C rolls back and removes it.");
            await Task.Delay(Timeout.Infinite, interrupted)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        };
    }
}
