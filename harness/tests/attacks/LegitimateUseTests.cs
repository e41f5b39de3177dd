using Verify.Tests.Ground;

namespace Verify.Tests.Attacks;

/// <summary>What must go on working where nothing of a stranger's is believed: uses of people who trust themselves.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LegitimateUseTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // The ordinary user here: the one whose checkout it is.
    private const string Owner = "$STRANGER";
    private const string AsOwner =
        "exec setpriv --reuid=$STRANGER --regid=$STRANGER --clear-groups env HOME=\"$PLACE\" \"$@\"";

    // A checkout of the ordinary user's, in a folder that is nobody else's.
    private const string OwnClone =
        "rm -rf \"$OUT\"; cp -a \"$CHECKOUT\" \"$CHECKOUT.own\"; rm -rf \"$CHECKOUT\"; mv \"$CHECKOUT.own\" \"$CHECKOUT\"; chown -R $STRANGER:$STRANGER \"$CHECKOUT\"";
    private const string Run =
        "mkdir -p \"$RUN\" && printf %s \"$JOURNAL\" >\"$RUN/journal.jsonl\" && printf %s \"$REQUEST\" >\"$RUN/request.json\" && printf %s \"$RECORD\" >\"$RUN/run.jsonl\"";

    // Only looks, at nobody, and makes a run's folder with all that belongs to it.
    private const string Look =
        "scenario nginx-caching --target http://127.0.0.1:9/live.m3u8 --no-install --phase 5";

    [TestCase("SUDO_UID=$STRANGER", TestName = "{m}(by_sudo)")]
    [TestCase("SUDO_UID=0", TestName = "{m}(as_root)")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Root_goes_on_in_an_ordinary_users_own_clone(string sudo, CancellationToken ct)
    {
        using var ground = await GroundAsync(OwnClone, ct);
        await ground.AsStrangerAsync(Run, ct);
        var around = $"export {sudo}; {Around}";
        await MustUndoAsync(ground, around, ct);
        await MustReportAsync(ground, around, ct);
        await MustRunAsync(ground, Look, ground["OUT"], around, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_ordinary_user_works_in_his_own_clone(CancellationToken ct)
    {
        using var ground = await GroundAsync(
            $"{OwnClone}; chown {Owner} \"$ROOT/site\" \"$ROOT/site/made\"",
            ct
        );
        await ground.AsStrangerAsync(Run, ct);
        await MustUndoAsync(ground, AsOwner, ct);
        await MustReportAsync(ground, AsOwner, ct);
        await MustRunAsync(ground, Look, ground["OUT"], AsOwner, ct);
    }

    [TestCase(Around, TestName = "{m}(as_root)")]
    [TestCase(AsOwner, TestName = "{m}(as_himself)")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_group_with_nobody_else_in_it_is_its_owner(string who, CancellationToken ct)
    {
        using var ground = await GroundAsync(
            $"{OwnClone}; chown -R {Owner} \"$ROOT/site\"; chmod -R g+w \"$CHECKOUT\"",
            ct
        );
        await ground.AsStrangerAsync($"umask 002; {Run}", ct);
        await MustUndoAsync(ground, who, ct);
        await MustRunAsync(ground, Look, ground["OUT"], who, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_group_with_somebody_else_in_it_is_a_stranger(CancellationToken ct)
    {
        using var ground = await GroundAsync(
            $"{Run}; (cat /etc/group; echo shared:x:61235:nobody) >\"$GROUND/group\"; chgrp 61235 \"$RUN\"; chmod 755 \"$OUT\"; chmod 775 \"$RUN\"",
            ct
        );
        var before = await ground.LookAsync(ct);
        var ended = await ground.VerifyAsync(
            Words(ground, "rollback $YES $NAME"),
            ct,
            "exec unshare --mount sh -c 'mount --bind \"$GROUND/group\" /etc/group; exec \"$@\"' sh \"$@\""
        );
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("shared"));
        Refusal.MustBeIn(ended.Stderr);
        Assert.That(await ground.LookAsync(ct), Is.EqualTo(before));
    }

    [TestCase("$TMP/new", TestName = "{m}(a_new_folder_in_it)")]
    [TestCase("$TMP/ours", TestName = "{m}(a_folder_of_ours_in_it)")]
    [TestCase("$TMP", TestName = "{m}(itself)")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Runs_can_be_kept_where_everybody_may_write_and_nobody_take_away(
        string parent,
        CancellationToken ct
    )
    {
        using var ground = await GroundAsync($"{Sticky}; mkdir \"$TMP/ours\"", ct);
        await MustRunAsync(
            ground,
            $"{Look} --out {parent}",
            ground.Resolve(parent),
            "export TMPDIR=\"$TMP\" HOME=\"$TMP/ours\" DOTNET_CLI_HOME=\"$TMP/ours\"; exec \"$@\"",
            ct
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_checkout_that_cannot_be_written_serves_runs_kept_elsewhere(
        CancellationToken ct
    )
    {
        using var ground = await GroundAsync(Sticky, ct);
        await MustRunAsync(
            ground,
            $"{Look} --out $TMP/new",
            ground["TMP"] + "/new",
            "exec unshare --mount sh -c 'mount --bind \"$CHECKOUT\" \"$CHECKOUT\" && mount -o remount,bind,ro \"$CHECKOUT\" && exec \"$@\"' sh \"$@\"",
            ct
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_folder_that_a_stranger_planted_keeps_no_run_of_ours_from_being_undone(
        CancellationToken ct
    )
    {
        using var ground = await GroundAsync($"{Run}; chmod 1777 \"$OUT\"", ct);
        await ground.AsStrangerAsync(
            "for name in 0-planted 9-planted; do mkdir \"$OUT/$name\"; mkfifo \"$OUT/$name/request.json\"; cp \"$RUN/journal.jsonl\" \"$OUT/$name/\"; done",
            ct
        );
        var ended = await ground.VerifyAsync(Words(ground, "rollback $YES"), ct);
        Assert.That(ground.Resolve("$ROOT/site/made"), Does.Not.Exist, ended.Stderr);
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("0-planted").And.Contain("9-planted"));
        Refusal.MustBeIn(ended.Stderr);
    }

    private const string Around = "exec \"$@\"";
    private const string Sticky = "mkdir -m 1777 \"$TMP\"; chmod 1777 \"$TMP\"";

    // A run that has made a file in a tree of root's, and was killed before it could take it away.
    private static async Task<AttackGround> GroundAsync(string arrange, CancellationToken ct)
    {
        var ground = await AttackGround.MakeAsync(ct);
        ground["JOURNAL"] = PlantedJournal.Of(
            ground["RUN"],
            [
                ground.Resolve(
                    "{\"act\":\"Verify.Engine.RemoveFile, Verify.Engine\",\"path\":\"$ROOT/site/made\"}"
                ),
            ]
        );
        ground["REQUEST"] = ground.Resolve(
            "{\"run\":\"$NAME\",\"scenario\":\"nginx-caching\",\"folder\":\"$RUN\",\"noLab\":true,\"tree\":\"$ROOT/site\"}"
        );
        await ground.AsRootAsync(
            $"mkdir \"$ROOT/site\"; echo made >\"$ROOT/site/made\"; chmod 755 \"$OUT\"; {arrange}",
            ct
        );
        return ground;
    }

    private static async Task MustUndoAsync(
        AttackGround ground,
        string around,
        CancellationToken ct
    )
    {
        var ended = await ground.VerifyAsync(Words(ground, "rollback $YES $NAME"), ct, around);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr + ended.Stdout);
        Assert.That(ground.Resolve("$ROOT/site/made"), Does.Not.Exist);
    }

    private static async Task MustReportAsync(
        AttackGround ground,
        string around,
        CancellationToken ct
    )
    {
        // This checkout has no package-lock.json: the pages are not made, what needs the record alone is.
        var ended = await ground.VerifyAsync(
            Words(ground, "report $NAME --no-install"),
            ct,
            around
        );
        Assert.That(ground.Resolve("$RUN/junit.xml"), Does.Exist, ended.Stderr + ended.Stdout);
        Assert.That(ended.Stderr, Does.Not.Contain("not trusted"));
    }

    private static async Task MustRunAsync(
        AttackGround ground,
        string line,
        string parent,
        string around,
        CancellationToken ct
    )
    {
        var ended = await ground.VerifyAsync(Words(ground, line), ct, around);
        var latest = Path.Combine(parent, "latest", RunFolder.RecordName);
        Assert.That(latest, Does.Exist, ended.Stderr + ended.Stdout);
        Assert.That(
            File.ReadAllText(latest),
            Does.Contain("run-finished"),
            ended.Stderr + ended.Stdout
        );
        Assert.That(ended.Stderr, Does.Not.Contain("not trusted"));
    }

    private static string[] Words(AttackGround ground, string line) =>
        ground.Resolve(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
