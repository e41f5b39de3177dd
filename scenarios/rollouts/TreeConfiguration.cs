using Verify.Fixtures.Nginx.Live;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Rollouts;

/// <summary>The configuration of a tree of the user's, changed where it lies.</summary>
/// <param name="copies">A folder of the run that keeps what was there before.</param>
internal sealed class TreeConfiguration(
    Rollout rollout,
    IReadOnlyList<ExpectedChange>? expected,
    string copies
) : ChangedConfiguration("tree")
{
    public override string Path => rollout.Baseline.File;

    public override ConfigurationText Before => ConfigurationText.Of(rollout.Baseline);

    public override ConfigurationText Now => ConfigurationText.Of(rollout.Server.Load());

    public override bool IsThere => File.Exists(Path);

    protected override IReadOnlyList<(string Id, Change Change)> Changes =>
        [("3B.1", Watch()), ("3B.2", Replace())];

    public override IReadOnlyList<ExpectedChange>? Expected => expected;

    // Before the first file: whoever has nginx reload from here on, it is put right on the way back.
    private Change Watch() =>
        new(
            "the rollback: nginx is reloaded after the files are restored",
            $"# undone last: {ShellWords.Join(rollout.Reload)}",
            ShellWords.Join(rollout.Reload),
            async step =>
            {
                await TreeChange.BeginAsync(step, rollout.Tree);
                await step.OutsideAsync(
                    new ReloadedServer(rollout.Tree, rollout.Reload),
                    () => { }
                );
            }
        );

    private Change Replace() =>
        new(
            $"the candidate in place: {string.Join(", ", rollout.Edits.Select(edit => edit.Path))}",
            string.Join("\n", rollout.Edits.Select(edit => $"mv candidate {edit.Path}")),
            string.Join("\n", rollout.Edits.Select(edit => $"mv {edit.Path}.before {edit.Path}")),
            async step =>
            {
                foreach (var edit in rollout.Edits)
                    await TreeChange.ReplaceAsync(step, edit.Path, edit.Content, copies);
                step.Saw(
                    $"sha256 {rollout.Baseline.WholeSha256[..12]} became {Now.WholeSha256[..12]}"
                );
            }
        )
        {
            Fingerprint = () =>
                string.Join(
                    '\n',
                    rollout.Edits.Select(edit =>
                        $"{edit.Path} {(File.Exists(edit.Path) ? Evidence.Sha256(File.ReadAllBytes(edit.Path)) : "is not there")}"
                    )
                ),
        };
}
