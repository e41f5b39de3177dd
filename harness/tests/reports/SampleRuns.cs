namespace Verify.Tests.Reports;

/// <summary>The runs that the reports are tried on, one for each way a run can go.</summary>
internal static class SampleRuns
{
    private static readonly ExpectedOutcome Fresh = new(
        "fresh",
        "a playlist is at most a second old",
        "<= 1.05 s"
    );

    private static readonly PhasePlan Mount = SampleRun.Phase(
        "2",
        "tmpfs options",
        SampleRun.Step("2.1", "mount /var/hls", "mount -t tmpfs tmpfs /var/hls")
    );

    private static readonly PhasePlan Runtime = SampleRun.Phase(
        "5",
        "Runtime verification",
        SampleRun.Step("5.3", "mount flags", "mount | grep /var/hls"),
        SampleRun.Step("5.5", "freshness")
    );

    private static readonly PhasePlan Rollback = SampleRun.Phase(
        "6",
        "Rollback",
        SampleRun.Step("6.1", "undo every change")
    );

    private static readonly Measurement Staleness = new(
        "staleness, candidate",
        0.931,
        "s",
        332,
        0.9,
        0.96,
        0.95,
        new Dictionary<string, double> { ["p50"] = 0.507, ["p99"] = 0.92 },
        "rename to response"
    );

    public static SampleRun Passing() =>
        Observed(Mounted(Started())).EndPhase().Then(RolledBack).End();

    public static SampleRun Failing() =>
        Mounted(Started())
            .StartPhase("5", "Runtime verification")
            .StartStep("5.3", "mount flags", "mount | grep /var/hls")
            .Claim(
                "mounted noatime",
                "contains noatime",
                "rw,nosuid,nodev,noexec\nsize=76M",
                Verdict.Fail,
                "atime writes cost"
            )
            .Claim("mounted noexec", "contains noexec", "rw,nosuid,nodev,noexec")
            .EndStep(Verdict.Fail, "rw,nosuid,nodev,noexec")
            .StartStep("5.5", "freshness")
            .EndStep(Verdict.Inconclusive, reason: "the encoder did not keep up (speed 0.8)")
            .EndPhase(Verdict.Fail, "a claim was missed in 5.3")
            .EndPhase("6", Verdict.Blocked, "phase 5 did not pass")
            .Undo("change-1")
            .End(Verdict.Fail);

    public static SampleRun Broken() =>
        Started()
            .StartPhase("2", "tmpfs options")
            .StartStep("2.1", "mount /var/hls", "mount -t tmpfs tmpfs /var/hls")
            .EndStep(Verdict.Broken, reason: "mount: permission denied")
            .EndPhase(Verdict.Broken, "step 2.1 could not be carried out")
            .EndPhase("5", Verdict.Blocked, "phase 2 did not pass")
            .EndPhase("6", Verdict.Blocked, "phase 2 did not pass")
            .End(Verdict.Broken);

    public static SampleRun Partial() =>
        new SampleRun()
            .Start(
                [Mount with { Selected = false }, Runtime, Rollback with { Selected = false }],
                Fresh
            )
            .EndPhase("2", Verdict.Skipped, "left out by --phase 5")
            .Then(Observed)
            .EndPhase()
            .EndPhase("6", Verdict.Skipped, "left out by --phase 5")
            .End(partial: true);

    public static SampleRun UndoFailed() =>
        Observed(Mounted(Started()))
            .EndPhase()
            .StartPhase("6", "Rollback")
            .StartStep("6.1", "undo every change")
            .Undo("change-1", "/var/hls is still mounted: target is busy")
            .EndStep(Verdict.Broken, reason: "an undo failed")
            .EndPhase(Verdict.Broken)
            .End(Verdict.Broken, exitCode: 5, reason: "/var/hls is still mounted");

    public static IEnumerable<TestCaseData> All() =>
        [
            new TestCaseData(Passing()).SetArgDisplayNames("passing"),
            new TestCaseData(Failing()).SetArgDisplayNames("failing"),
            new TestCaseData(Broken()).SetArgDisplayNames("broken"),
            new TestCaseData(Partial()).SetArgDisplayNames("partial"),
            new TestCaseData(UndoFailed()).SetArgDisplayNames("undo failed"),
        ];

    public static SampleRun Then(this SampleRun run, Func<SampleRun, SampleRun> next) => next(run);

    private static SampleRun Started() => new SampleRun().Start([Mount, Runtime, Rollback], Fresh);

    private static SampleRun Mounted(SampleRun run) =>
        run.StartPhase("2", "tmpfs options")
            .StartStep("2.1", "mount /var/hls", "mount -t tmpfs tmpfs /var/hls")
            .Change("change-1", "mount /var/hls", "umount /var/hls")
            .Claim("reading leaves atime alone", "False", "False")
            .EndStep(result: "tmpfs on /var/hls")
            .EndPhase();

    private static SampleRun Observed(SampleRun run) =>
        run.StartPhase("5", "Runtime verification")
            .StartStep("5.3", "mount flags", "mount | grep /var/hls")
            .Claim("mounted noatime", "contains noatime", "rw,nosuid,nodev,noexec,noatime")
            .EndStep(seconds: 0.04)
            .StartStep("5.5", "freshness")
            .Add(new StepProgressed("5", "5.5", "sampling", 0.5))
            .Measure(Staleness)
            .Claim("the baseline shows the defect", "> 2 s", "9.72 s")
            .Claim("the candidate cures it", "<= 1.05 s", "0.931 s", outcome: "fresh")
            .Find(
                "output_buffers has no effect while sendfile is on",
                "a viewer notices nothing",
                "remove it"
            )
            .Keep("staleness.csv", "evidence/aaaa.csv", "text/csv")
            .EndStep(seconds: 26.13);

    private static SampleRun RolledBack(SampleRun run) =>
        run.StartPhase("6", "Rollback")
            .StartStep("6.1", "undo every change")
            .Undo("change-1")
            .Claim("the mount is gone", "False", "False")
            .EndStep()
            .EndPhase();
}
