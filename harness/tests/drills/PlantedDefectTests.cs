using Verify.Engine.Drill;
using Verify.Engine.Interruptions;
using Verify.Engine.Labs;
using Verify.Engine.Secrets;
using Verify.Reports.Record;
using Verify.Reports.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Drills;

/// <summary>A drill that lets a bad undo pass is worth nothing: each kind of them is planted, and has to be found.</summary>
[Parallelizable]
public sealed class PlantedDefectTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly DrillCell AfterTheAct = Cell(CutPoint.Acted);
    private static readonly DrillCell AfterTheUndo = Cell(CutPoint.UndoActed);
    private static readonly DrillCell ThrownInTheMiddle = Cell(
        CutPoint.Acted,
        InterruptionWay.Throw
    );

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_undo_that_is_right_passes(CancellationToken ct)
    {
        var drill = await DrillAsync(
            Plant.Nothing,
            [AfterTheAct, AfterTheUndo, ThrownInTheMiddle],
            ct
        );
        Assert.That(drill.ExitCode, Is.Zero, drill.Standing.Reason);
        Assert.That(drill.Steps.Select(step => step.Standing.IsPass), Is.All.True);
        Assert.That(
            drill.Steps.SelectMany(step => step.Measurements).Select(one => one.Value),
            Is.All.GreaterThan(0).And.Exactly(3).Items
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public Task An_undo_that_is_not_idempotent_is_found(CancellationToken ct) =>
        FindsAsync(
            Plant.NotIdempotent,
            AfterTheUndo,
            "exit code of the rollback",
            "put back both files",
            ct
        );

    [Test, CancelAfter(PatienceMilliseconds)]
    public Task An_undo_that_forgets_a_file_is_found(CancellationToken ct) =>
        FindsAsync(
            Plant.ForgetsAFile,
            AfterTheAct,
            "files that are not as before",
            "/second.conf was",
            ct
        );

    [Test, CancelAfter(PatienceMilliseconds)]
    public Task An_undo_that_restores_bytes_and_no_mode_is_found(CancellationToken ct) =>
        FindsAsync(Plant.BytesOnly, AfterTheAct, "files that are not as before", "mode 600", ct);

    [Test, CancelAfter(PatienceMilliseconds)]
    public Task An_undo_that_throws_is_found(CancellationToken ct) =>
        FindsAsync(
            Plant.Throws,
            AfterTheAct,
            "exit code of the rollback",
            "the copies are nowhere to be found",
            ct
        );

    [Test, CancelAfter(PatienceMilliseconds)]
    public Task An_undo_that_hangs_is_found(CancellationToken ct) =>
        FindsAsync(
            Plant.Hangs,
            AfterTheAct,
            "exit code of the rollback",
            "did not finish within 0.3 s",
            ct
        );

    private static async Task FindsAsync(
        Plant plant,
        DrillCell cell,
        string claim,
        string named,
        CancellationToken ct
    )
    {
        var drill = await DrillAsync(plant, [cell], ct);
        Assert.That(drill.ExitCode, Is.EqualTo(Verdict.Fail.ExitCode()), drill.Standing.Reason);
        var missed = drill.Claims.Where(one => one.Verdict == Verdict.Fail).ToList();
        Assert.That(
            missed.Where(one => one.Claim == claim).Select(one => $"{one.Actual} {one.Reason}"),
            Has.One.Contains(named),
            string.Join('\n', missed)
        );
    }

    private static async Task<RunTree> DrillAsync(
        Plant plant,
        DrillCell[] cells,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var scenario = PlantedScenario.NameOf(plant);
        var numbered = DrillPlan.Numbered(cells);
        var request = new RunRequest("drill", scenario, folder.Path);
        using (
            var writer = new RecordWriter(
                RunFolder.RecordOf(folder.Path),
                [],
                new SecretMask([]),
                TimeProvider.System
            )
        )
        {
            var record = new DrillRecord(writer, folder.Path, numbered);
            record.Start(
                request,
                scenario,
                [
                    new(
                        "1",
                        "Change",
                        "",
                        true,
                        [
                            .. numbered.Select(cell => new StepPlan(cell.Id, cell.Title, null, null)
                            {
                                Cell = cell,
                            }),
                        ]
                    ),
                ]
            );
            var lab = new CellLab(await LabEntry.FindAsync(ct), PlantedProgram.Line, scenario);
            new Drill(request, lab, record, parallel: 2, together: 1, ct).Run(numbered);
        }
        return RunTree.Of(RunRecord.Read(RunFolder.RecordOf(folder.Path)));
    }

    private static DrillCell Cell(CutPoint at, InterruptionWay way = InterruptionWay.Kill) =>
        new("", "planted", "1", null, new("1.1", way, at, 1));
}
