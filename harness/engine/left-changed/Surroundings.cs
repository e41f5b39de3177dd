using Verify.Engine.Labs;
using Verify.Engine.Linux;

namespace Verify.Engine.LeftChanged;

/// <summary>
/// What a run can change around it: mounts, processes, listening ports, settings of the kernel, and folders that a
/// scenario names. In a lab all of it is the run's own; outside, processes and ports are where they descend from it.
/// </summary>
public sealed class Surroundings
{
    private readonly SysctlTable sysctls = new();

    private Surroundings(bool isShared) => IsShared = isShared;

    /// <summary>Whether others work here too.</summary>
    public bool IsShared { get; }

    /// <summary>Those of a run in this program; outside a lab its orphans become this program's children.</summary>
    public static Surroundings OfTheRun()
    {
        // A daemon's parent has ended: only so it is still known to be ours. In a lab, process 1 has them all anyway.
        if (!Lab.IsInside)
            Libc.Check(Libc.PrCtl(Libc.PrSetChildSubreaper, 1), "taking in orphans");
        return new(!Lab.IsInside);
    }

    /// <summary>Those of a run that another program has begun and not ended.</summary>
    internal static Surroundings OfTheMachine() => new(isShared: true);

    /// <param name="trees">The folders that are watched.</param>
    public Fingerprint Look(IReadOnlyList<string> trees)
    {
        var processes = ProcessTable.Look(inLab: !IsShared);
        return Together(
            ProcessTable.Fingerprint(processes),
            PortTable.Look(processes, heldOnly: IsShared),
            OfTheKernel(),
            TreeTable.Look(trees, withoutJournalCopy: true)
        );
    }

    /// <summary>What has to be the same before a run and after its recovery: servers may have new workers, and no journal lies in a tree.</summary>
    internal Fingerprint LookBetweenRuns(IReadOnlyList<string> trees)
    {
        var processes = ProcessTable.Look(inLab: !IsShared);
        return Together(
            ProcessTable.ByTitle(processes),
            PortTable.Look(processes, heldOnly: IsShared),
            OfTheKernel(),
            TreeTable.Look(trees, withoutJournalCopy: false)
        );
    }

    /// <summary>What can be compared after the program has been killed: whose a process is cannot be told any more.</summary>
    internal Fingerprint LookWithoutDescent(IReadOnlyList<string> trees) =>
        Together(
            PortTable.Look(ProcessTable.LookAtAll(), heldOnly: false),
            OfTheKernel(),
            TreeTable.Look(trees, withoutJournalCopy: true)
        );

    // An ordinary user can neither mount nor set anything: what changes there is others' work alone.
    private Fingerprint OfTheKernel() =>
        IsShared && !Environment.IsPrivilegedProcess
            ? new(new Dictionary<string, Thing>())
            : Together(MountTable.Look(), sysctls.Look());

    private static Fingerprint Together(params IEnumerable<Fingerprint> parts) =>
        new(parts.SelectMany(part => part.Things).ToDictionary(StringComparer.Ordinal));
}
