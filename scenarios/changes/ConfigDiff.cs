using NUnit.Framework;
using Verify.Instruments.Nginx.Diff;

namespace Verify.Scenarios.Changes;

/// <summary>Phase 4: the change is what was meant, and nothing else.</summary>
internal sealed class ConfigDiff(IReadOnlyList<ChangedConfiguration> changed)
{
    public const string DiffCommand = "diff -u before/nginx.conf after/nginx.conf";

    /// <summary>What a change that nobody has listed does to the files that viewers get.</summary>
    public Func<Step, ChangedConfiguration, IReadOnlyList<StreamEffect>> Effects { get; init; } =
        (_, _) => [];

    /// <summary>The outcome that a change of a directive proves; null for none.</summary>
    public Func<string, string?> Proves { get; init; } = _ => null;

    /// <summary>What else is to be said of changes that may change nothing.</summary>
    public Action<Step, ChangedConfiguration> Also { get; init; } = (_, _) => { };

    /// <summary>What <see cref="AsExpectedAsync"/> shows.</summary>
    public string Title =>
        changed[0].Expected is null
            ? "how the change affects freshness, headers and load"
            : "every expected change is there, and nothing else";

    public Task UnifiedAsync(Step step)
    {
        foreach (var one in changed)
        {
            var diff = UnifiedText.Of(one.Before.Conf, one.Now.Conf).ToString();
            step.Keep($"{one.Name}.diff", diff, "text/x-diff");
            step.Expect(
                $"{one.Name}: lines of the diff",
                diff.AsSpan().Count('\n'),
                Is.GreaterThan(0),
                "an empty diff means that nothing changed"
            );
            step.Saw(diff);
        }
        return Task.CompletedTask;
    }

    public Task AsExpectedAsync(Step step)
    {
        foreach (var one in changed)
        {
            var changes = one.Diff()
                .Where(change => change.Kind != ChangeKind.CommentOnly)
                .ToList();
            if (one.Expected is { } expected)
                AsListed(step, one.Name, changes, expected);
            else
                Judgement.Of(step, changes, Effects(step, one));
        }
        return Task.CompletedTask;
    }

    public Task WithoutEffectAsync(Step step)
    {
        foreach (var one in changed)
        {
            var changes = one.Diff();
            foreach (var nothing in changes.Where(change => change.Kind == ChangeKind.NoOp))
                step.Find(
                    $"{one.Name}: {nothing.Context} {nothing.Directive} {nothing.New} changes nothing",
                    nothing.Note ?? "the value was in force already",
                    "leave it out",
                    kind: FindingKind.Note,
                    effect: Effect.Cosmetic
                );
            Also(step, one);
            step.Saw(
                $"{one.Name}: {changes.Count} differences, {changes.Count(c => c.Kind == ChangeKind.NoOp)} without effect"
            );
        }
        return Task.CompletedTask;
    }

    private void AsListed(
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
                Proves(expected.Directive)
            );
            if (found is not null)
                changes.Remove(found);
        }
        step.Expect(
            $"{name}: unexpected changes",
            changes.Select(change =>
                $"{change.Context} {change.Directive} {Shown(change.Old, change.New)}"
                + (change.Kind == ChangeKind.Moved ? " (moved)" : "")
            ),
            Is.Empty
        );
    }

    private static string Shown(string? old, string? now) =>
        $"{old ?? "not set"} -> {now ?? "not set"}";
}
