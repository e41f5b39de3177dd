using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Phase 0: what is configured before anything is changed.</summary>
internal sealed class Baseline(Bench bench)
{
    public const string SaveCommand = "wc -l nginx.conf; sha256sum nginx.conf";
    public const string ValuesCommand =
        "grep -E 'open_file_cache|output_buffers|multi_accept' nginx.conf";

    public Task SaveAsync(Step step)
    {
        foreach (var (variant, file) in bench.Files)
        {
            file.WriteBaseline();
            var name = variant.ToString().ToLowerInvariant();
            step.Keep($"{name}-before.conf", file.Before, "text/plain");
            step.Saw(
                $"{name}: {file.Before.AsSpan().Count('\n')} lines, sha256 {Fixtures.Epoch.Of(file.Before)}"
            );
        }
        return Task.CompletedTask;
    }

    public Task ValuesInForceAsync(Step step)
    {
        step.Saw(bench.Folder);
        return Task.CompletedTask;
    }
}
