using System.Text.RegularExpressions;
using NUnit.Framework;
using Verify.Engine;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>Phase 4: the change is what was meant, and nothing else.</summary>
internal sealed class ConfigDiff(Bench bench)
{
    public const string AcceptCommand = "nginx -t -c nginx.conf";
    public const string DiffCommand = "diff -u before/nginx.conf after/nginx.conf";

    public async Task NginxAcceptsAsync(Step step)
    {
        foreach (var one in bench.Served)
        {
            var answer = await one.Serve("test", changed: true, 0).TestAsync(step.Ct);
            step.Keep($"{one.Name}-after.conf", one.Now.Text);
            step.Expect($"{one.Name}: nginx -t", answer.Verdict, Is.EqualTo("accepted"));
            step.Saw($"{one.Name}: {answer.Words}");
        }
    }

    public Task UnifiedAsync(Step step)
    {
        foreach (var one in bench.Changed)
        {
            var diff = UnifiedText.Of(one.Before.Conf, one.Now.Conf).ToString();
            step.Keep($"{one.Name}.diff", diff, "text/x-diff");
            step.Expect(
                $"{one.Name}: lines of the diff",
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
        foreach (var one in bench.Changed)
        {
            var changes = one.Diff()
                .Where(change => change.Kind != ChangeKind.CommentOnly)
                .ToList();
            if (one.Expected is { } expected)
                AsListed(step, one.Name, changes, expected);
            else
                Judgement.Of(
                    step,
                    changes,
                    bench.Subject.Rollout is { } rollout
                        ? LiveEffects.Of(step, rollout)
                        : Effects(one)
                );
        }
        return Task.CompletedTask;
    }

    public Task WithoutEffectAsync(Step step)
    {
        foreach (var one in bench.Changed)
        {
            var conf = one.Now.Conf;
            var changes = one.Diff();
            foreach (var nothing in changes.Where(change => change.Kind == ChangeKind.NoOp))
                step.Find(
                    $"{one.Name}: {nothing.Context} {nothing.Directive} {nothing.New} changes nothing",
                    nothing.Note ?? "the value was in force already",
                    "leave it out",
                    kind: FindingKind.Note,
                    effect: Effect.Cosmetic
                );
            if (bench.IsIncluded)
                foreach (
                    var buffers in changes.Where(change =>
                        change.Directive == "output_buffers" && change.New is not null
                    )
                )
                    Suspect(step, one.Name, conf, buffers);
            step.Saw(
                $"{one.Name}: {changes.Count} differences, {changes.Count(c => c.Kind == ChangeKind.NoOp)} without effect"
            );
        }
        return Task.CompletedTask;
    }

    private static void AsListed(
        Step step,
        string name,
        List<ConfChange> changes,
        IReadOnlyList<ExpectedChange> all
    )
    {
        foreach (var expected in all)
        {
            // One directive may change more than once in a context, as add_header does: the one that fits comes first.
            var found = changes
                .Where(change =>
                    change.Context == expected.Context && change.Directive == expected.Directive
                )
                .OrderByDescending(change =>
                    change.Old == expected.Old && change.New == expected.New
                )
                .FirstOrDefault();
            step.Expect(
                $"{name}: {expected.Context} {expected.Directive}",
                found is null ? "unchanged" : Shown(found.Old, found.New),
                Is.EqualTo(Shown(expected.Old, expected.New)),
                expected.Reason,
                expected.Directive == "open_file_cache" ? "cache-size" : null
            );
            if (found is not null)
                changes.Remove(found);
        }
        step.Expect(
            $"{name}: changes that nobody expects",
            changes.Select(change =>
                $"{change.Context} {change.Directive} {Shown(change.Old, change.New)}"
                + (change.Kind == ChangeKind.Moved ? " (moved)" : "")
            ),
            Is.Empty
        );
    }

    private StreamEffect[] Effects(ChangedConfiguration one)
    {
        var (before, after) = bench.Sites(one);
        var playlist = bench.Profile.MediaPlaylists()[0];
        var segment =
            playlist[..^Path.GetFileName(playlist).Length] + FirstSegment(bench.Profile.Hls);
        return
        [
            .. new[]
            {
                ("playlist", playlist),
                ("segment", segment),
                ("master playlist", bench.Profile.Hls.MasterPlaylist),
            }.Select(kind =>
            {
                var uri = bench.Site.Uri(kind.Item2);
                return StreamEffect.Of(
                    kind.Item1,
                    uri,
                    At(one.Before.Conf, before, uri),
                    At(one.Now.Conf, after, uri)
                );
            }),
        ];
    }

    private static string FirstSegment(HlsSettings hls) =>
        Regex.Replace(
            hls.SegmentPattern,
            "%0?([0-9]*)d",
            number =>
                "1".PadLeft(int.TryParse(number.Groups[1].Value, out var length) ? length : 1, '0')
        );

    private static Effective At(NginxConf conf, HlsSite site, string uri) =>
        Effective.At(conf, new ServerSelector(site.Port, site.Host), uri);

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

    private static string Shown(string? old, string? now) =>
        $"{old ?? "not set"} -> {now ?? "not set"}";
}
