namespace Verify.Scenarios.Cli;

/// <summary>BusyBox: the tests run run.ps1 in its shell too.</summary>
internal sealed class OtherShellService : Service
{
    private static readonly Prerequisite BusyBox = new(
        "busybox",
        "busybox",
        "the tests of run.ps1 in another shell",
        ["--help"]
    );

    public override IReadOnlyList<Prerequisite> Programs => [BusyBox];
}
