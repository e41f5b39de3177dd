using Verify.Engine.Standstills;

namespace Verify.Engine.Runs;

/// <summary>The time that a step's claims are about, and what a standstill of the observer does to them.</summary>
/// <param name="Watch">Null where no claim is about a time.</param>
/// <param name="PhaseBegan">What a step judges may have been measured by one before it.</param>
internal sealed record StepWindow(StandstillWatch? Watch, TimeSpan PhaseBegan)
{
    // A machine with too much to do stands still for two seconds now and then. That makes nothing look better than it is.
    private static readonly TimeSpan LongEnoughToMiss = TimeSpan.FromSeconds(5);

    private readonly TimeSpan began = StandstillWatch.Now;

    /// <summary>The step watches something for a while: what was not seen meanwhile counts. What it looks at once, it sees all the same.</summary>
    public bool Measures { get; set; }

    /// <summary>The longest in it; null if there was none.</summary>
    public Standstill? Standstill => Watch?.Since(began);

    /// <summary>Why a claim cannot be told; null where it can.</summary>
    /// <param name="holds">What the claim would come to: a miss may also be the consequence of an earlier standstill.</param>
    public string? Doubt(bool holds) =>
        Standstill is { } now && (!holds || (Measures && now.Length >= LongEnoughToMiss)) ? $"{now}"
        : !holds && (Watch?.Since(PhaseBegan) ?? Watch?.ReachingInto(began)) is { } before
            ? $"{before}; this may be a consequence"
        : null;
}
