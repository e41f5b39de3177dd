using Verify.Engine;

namespace Verify.Scenarios;

internal sealed class Load(Bench bench)
{
    public const string Command =
        "./run.ps1 load http://127.0.0.1:17080/master.m3u8 --profile default --duration 20s";

    public Task CheckAsync(Step step)
    {
        step.Saw(bench.Folder);
        return Task.CompletedTask;
    }
}
