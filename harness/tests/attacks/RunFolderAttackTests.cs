using Verify.Engine.Journals;
using Verify.Engine.Recoveries;
using Verify.Engine.Undo;
using Verify.Tests.Ground;

namespace Verify.Tests.Attacks;

/// <summary>A run's folder, with another user at it in the same moment: many tries, in this very process.</summary>
public sealed class RunFolderAttackTests
{
    private const int Tries = 1000;
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [TestCase("mkdir \"$RUN\"", TestName = "{m}(a_folder_of_a_strangers)")]
    [TestCase("ln -s \"$ROOT/kept\" \"$RUN\"", TestName = "{m}(a_link)")]
    [TestCase("ln -s \"$ROOT/places/made\" \"$RUN\"", TestName = "{m}(a_link_to_nothing)")]
    [TestCase("mkfifo \"$RUN\"", TestName = "{m}(a_pipe)")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_folder_that_is_there_before_its_run_is_not_taken_over(
        string planted,
        CancellationToken ct
    )
    {
        // Where nobody can take away, but everybody can come first.
        using var ground = await StickyAsync(ct);
        await ground.AsStrangerAsync(planted, ct);
        var before = await ground.LookAsync(ct);
        Assert.Throws<CannotRun>(() => RunFolder.Create(Request(ground)));
        Assert.That(await ground.LookAsync(ct), Is.EqualTo(before));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Nor_is_one_of_ours(CancellationToken ct)
    {
        using var ground = await StickyAsync(ct);
        Directory.CreateDirectory(ground["RUN"]);
        Assert.Throws<CannotRun>(() => RunFolder.Create(Request(ground)));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_lock_is_taken_where_its_run_is(CancellationToken ct)
    {
        using var ground = await AttackGround.MakeAsync(ct);
        Directory.CreateDirectory(ground["RUN"]);
        await ground.AsStrangerAsync("ln -s \"$ROOT/kept\" \"$OUT/away\"", ct);
        await ExchangedAsync(
            ground,
            "\"$RUN\" \"$OUT/away\"",
            () => RunLock.Take(ground["RUN"]).Dispose(),
            ct
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_journal_is_written_where_its_run_is(CancellationToken ct)
    {
        using var ground = await AttackGround.MakeAsync(ct);
        Directory.CreateDirectory(ground["RUN"]);
        await ground.AsStrangerAsync("ln -s \"$ROOT/kept\" \"$OUT/away\"", ct);
        await ExchangedAsync(
            ground,
            "\"$RUN\" \"$OUT/away\"",
            () => new Journal(ground["RUN"]).Intend(new RemoveFile(ground["RUN"] + "/nothing")),
            ct
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_run_is_made_where_it_was_to_be(CancellationToken ct)
    {
        using var ground = await AttackGround.MakeAsync(ct);
        await ground.AsRootAsync(
            "chmod 755 \"$OUT\"; mkdir -m 777 \"$GROUND/open\"; chmod 777 \"$GROUND/open\"; mkdir \"$GROUND/open/runs\"",
            ct
        );
        await ground.AsStrangerAsync("ln -s \"$ROOT/kept\" \"$GROUND/open/away\"", ct);
        var number = 0;
        await ExchangedAsync(
            ground,
            "\"$GROUND/open/runs\" \"$GROUND/open/away\"",
            () => RunFolder.Create(new("r", "s", $"{ground["GROUND"]}/open/runs/{++number}")),
            ct
        );
    }

    private static RunRequest Request(AttackGround ground) =>
        new("r", "nginx-caching", ground["RUN"]);

    private static async Task<AttackGround> StickyAsync(CancellationToken ct)
    {
        var ground = await AttackGround.MakeAsync(ct);
        await ground.AsRootAsync("chmod 1777 \"$OUT\"", ct);
        return ground;
    }

    private static async Task ExchangedAsync(
        AttackGround ground,
        string pair,
        Action act,
        CancellationToken ct
    )
    {
        var before = await ground.LookAsync(ct);
        await using (
            await ground.StartAsStrangerAsync(
                $"exec \"$DOTNET\" \"$SELF\" {Exchange.Word} {pair}",
                ct
            )
        )
            for (var tried = 0; tried < Tries; tried++)
                try
                {
                    act();
                }
                catch (Exception refused)
                    when (refused
                            is CannotRun
                                or IOException
                                or UnauthorizedAccessException
                                or System.ComponentModel.Win32Exception
                    )
                {
                    // Whichever way it finds it.
                }
        Assert.That(await ground.LookAsync(ct), Is.EqualTo(before));
    }
}
