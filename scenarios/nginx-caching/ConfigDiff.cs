using NUnit.Framework;
using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>Phase 4: the change is what was meant.</summary>
internal sealed class ConfigDiff(Bench bench)
{
    public const string AcceptCommand = "nginx -t -c nginx.conf";
    public const string DiffCommand = "diff -u before/nginx.conf after/nginx.conf";

    public async Task NginxAcceptsAsync(Step step)
    {
        foreach (var (variant, file) in bench.Files)
        {
            var answer = await NginxTest.AskAsync(bench.ServerFolder("test", file.Now), step.Ct);
            step.Expect(
                $"{variant.ToString().ToLowerInvariant()}: nginx accepts the candidate",
                answer.Verdict,
                Is.EqualTo("accepted")
            );
        }
    }

    public Task UnifiedAsync(Step step)
    {
        step.Saw(bench.Folder);
        return Task.CompletedTask;
    }

    public Task AsExpectedAsync(Step step)
    {
        step.Saw(bench.Folder);
        return Task.CompletedTask;
    }

    public Task WithoutEffectAsync(Step step)
    {
        step.Saw(bench.Folder);
        return Task.CompletedTask;
    }
}
