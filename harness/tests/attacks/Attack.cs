namespace Verify.Tests.Attacks;

/// <summary>Something that another user prepares, and that the program is then run on as root.</summary>
/// <param name="Name">For the test's name and the script's table.</param>
/// <param name="Prepare">A line of shell that the stranger runs; the ground's places are variables of it.</param>
/// <param name="Line">What root types after <c>./run.ps1</c>; the ground's places are variables of it too.</param>
internal sealed record Attack(string Name, string Prepare, string Line)
{
    /// <summary>Undos that lie in the stranger's journal, as JSON; <c>$JOURNAL</c> in <see cref="Prepare"/>.</summary>
    public IReadOnlyList<string> Acts { get; init; } = [];

    /// <summary>What root's machine is like before, as a line of shell that root runs.</summary>
    public string Before { get; init; } = ":";

    /// <summary>What root does after that, as a line of shell.</summary>
    public string Between { get; init; } = ":";

    /// <summary>The run's folder, as the journal has it.</summary>
    public string Folder { get; init; } = "$RUN";

    /// <summary>A line of shell that runs the program ("$@") in the world that the attack needs.</summary>
    public string Around { get; init; } = "\"$@\"";

    /// <summary>Beside the run, for as long as it lasts: a line of shell of the stranger's.</summary>
    public string? Meanwhile { get; init; }

    /// <summary>How it may end: refused, unless what it is run on is nothing that is refused.</summary>
    public IReadOnlyList<int> Exits { get; init; } = [3];

    public override string ToString() => Name;
}
