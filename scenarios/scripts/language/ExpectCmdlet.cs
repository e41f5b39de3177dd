using System.Management.Automation;
using Verify.Scripts.Values;

namespace Verify.Scripts.Language;

/// <summary>States a claim with one constraint, and records it whether it holds or not.</summary>
[Cmdlet("Expect", "Word")]
public sealed class ExpectCmdlet : WordCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Claim { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    public object? Actual { get; set; }

    [Parameter, Bound]
    public object? Equal { get; set; }

    [Parameter, Bound]
    public object? Less { get; set; }

    [Parameter, Bound]
    public object? LessOrEqual { get; set; }

    [Parameter, Bound]
    public object? Greater { get; set; }

    [Parameter, Bound]
    public object? GreaterOrEqual { get; set; }

    [Parameter, Bound]
    public object? Contain { get; set; }

    [Parameter, Bound]
    public object? StartWith { get; set; }

    [Parameter, Bound]
    public object? EndWith { get; set; }

    [Parameter, Bound]
    public object? Match { get; set; }

    [Parameter]
    public SwitchParameter Empty { get; set; }

    [Parameter]
    public SwitchParameter Null { get; set; }

    [Parameter]
    public SwitchParameter True { get; set; }

    [Parameter]
    public SwitchParameter False { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter Ordered { get; set; }

    /// <summary>The constraint must not hold.</summary>
    [Parameter]
    public SwitchParameter Not { get; set; }

    /// <summary>The reason for the bound.</summary>
    [Parameter]
    public string? Because { get; set; }

    /// <summary>The outcome that this is the proof of.</summary>
    [Parameter]
    public string? Proves { get; set; }

    protected override void Say()
    {
        var actual = Plain.Of(Actual);
        var named = Constraints.Names.Where(MyInvocation.BoundParameters.ContainsKey).ToArray();
        if (named is not [var name])
            throw new CannotRun(
                $"Expect '{Claim}' has {(named.Length == 0 ? "no constraint" : "several constraints")}. Give one: {string.Join(", ", Constraints.Names.Select(one => $"-{one}"))}."
            );
        var bound = (MyInvocation.BoundParameters[name] as Bound)?.For(actual);
        Step.Expect(Claim, actual, Constraints.Of(name, actual, bound, Not), Because, Proves);
    }
}
