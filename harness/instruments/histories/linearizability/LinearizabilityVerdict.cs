namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Whether a history is linearizable; a check that ran into a limit cannot tell.</summary>
public enum LinearizabilityVerdict
{
    Linearizable,
    NotLinearizable,
    CannotTell,
}
