namespace Verify.Scenarios.Plans;

/// <summary>What a plan ticks or sets as a target.</summary>
/// <param name="WhyNotShown">Where no step judges it.</param>
internal sealed record PlanPromise(string Text, string WhyNotShown)
{
    /// <summary>Why one that a step judges was not judged.</summary>
    public const string NotReached = "its step did not run";
}
