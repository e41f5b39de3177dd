using NUnit.Framework;
using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Phase 4: the change is what was meant, and nothing else.</summary>
internal sealed class ConfigDiff(Bench bench)
{
    public const string AcceptCommand = "nginx -t -c nginx.conf";
    public const string DiffCommand = "diff -u before/nginx.conf after/nginx.conf";

    public async Task NginxAcceptsAsync(Step step)
    {
        foreach (var (variant, file) in bench.Files)
        {
            var answer = await bench.TestAsync(file.Now, step.Ct);
            step.Keep($"{variant.Word()}-after.conf", file.Now);
            step.Expect($"{variant.Word()}: nginx -t", answer.Verdict, Is.EqualTo("accepted"));
            step.Saw($"{variant.Word()}: {answer.Words}");
        }
    }

    public Task UnifiedAsync(Step step)
    {
        foreach (var (variant, file) in bench.Files)
        {
            var diff = Instruments.ConfDiff.Unified(
                file.Before,
                file.Now,
                $"before/{variant.Word()}/nginx.conf",
                $"after/{variant.Word()}/nginx.conf"
            );
            step.Keep($"{variant.Word()}.diff", diff, "text/x-diff");
            step.Expect(
                $"{variant.Word()}: lines of the diff",
                diff.AsSpan().Count('\n'),
                Is.GreaterThan(0),
                "an empty diff is no change"
            );
            step.Saw(diff);
        }
        return Task.CompletedTask;
    }

    public Task AsExpectedAsync(Step step)
    {
        foreach (var (variant, file) in bench.Files)
        {
            var changes = Changes(file)
                .Where(change => change.Kind != ChangeKind.CommentOnly)
                .ToList();
            foreach (var expected in bench.Expected.Changes(variant))
            {
                var found = changes.FirstOrDefault(change =>
                    change.Context == expected.Context && change.Directive == expected.Directive
                );
                step.Expect(
                    $"{variant.Word()}: {expected.Context} {expected.Directive}",
                    found is null ? "unchanged" : Shown(found.Old, found.New),
                    Is.EqualTo(Shown(expected.Old, expected.New)),
                    expected.Reason,
                    expected.Directive == "open_file_cache" ? "cache-size" : null
                );
                if (found is not null)
                    changes.Remove(found);
            }
            step.Expect(
                $"{variant.Word()}: changes that nobody expects",
                changes.Select(change =>
                    $"{change.Context} {change.Directive} {Shown(change.Old, change.New)}"
                ),
                Is.Empty
            );
        }
        return Task.CompletedTask;
    }

    public Task WithoutEffectAsync(Step step)
    {
        foreach (var (variant, file) in bench.Files)
        {
            var conf = NginxConf.Parse(file.Now, file.Path);
            var changes = Changes(file);
            foreach (var nothing in changes.Where(change => change.Kind == ChangeKind.NoOp))
                step.Find(
                    $"{variant.Word()}: {nothing.Context} {nothing.Directive} {nothing.New} changes nothing",
                    nothing.Note ?? "the value was in force already",
                    "leave it out"
                );
            foreach (
                var buffers in changes.Where(change =>
                    change.Directive == "output_buffers" && change.New is not null
                )
            )
                Suspect(step, variant.Word(), conf, buffers);
            step.Saw(
                $"{variant.Word()}: {changes.Count} differences, {changes.Count(c => c.Kind == ChangeKind.NoOp)} without effect"
            );
        }
        return Task.CompletedTask;
    }

    // ngx_output_chain copies into output_buffers only what sendfile does not send straight from the page cache.
    private static void Suspect(Step step, string variant, NginxConf conf, ConfChange buffers)
    {
        var place = Effective
            .Everywhere(conf)
            .FirstOrDefault(one => one.Context.Path == buffers.Context);
        if (place?.Of("sendfile").Text == "on")
            step.Saw(
                $"{variant}: {buffers.Context} output_buffers {buffers.New} stands beside sendfile on: whether it does anything is counted in 5.9"
            );
    }

    private static IReadOnlyList<ConfChange> Changes(ConfigFile file) =>
        Instruments.ConfDiff.Semantic(
            NginxConf.Parse(file.Before, "before"),
            NginxConf.Parse(file.Now, "after")
        );

    private static string Shown(string? old, string? now) =>
        $"{old ?? "not set"} -> {now ?? "not set"}";
}
