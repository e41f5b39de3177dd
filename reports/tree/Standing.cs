using Verify.Engine;

namespace Verify.Reports.Tree;

/// <summary>How far a step, a phase or the run got, and what came of it.</summary>
/// <param name="Verdict">Null while the record holds no end of it: it never ran, or it was cut off.</param>
/// <param name="Begun">The record holds something of it.</param>
public sealed record Standing(Verdict? Verdict, bool Begun, string? Reason)
{
    public static readonly Standing NotRun = new(null, false, null);

    public static readonly Standing CutOff = new(null, true, null);

    public bool IsPass => Verdict == Engine.Verdict.Pass;

    public bool Interrupted => Begun && Verdict is null;

    public string Word => Verdict?.Word() ?? (Begun ? "interrupted" : "not run");
}
