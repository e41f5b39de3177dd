using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>Where a running load is shown; disposing it leaves nothing half drawn.</summary>
internal interface ILoadDisplay : IDisposable
{
    /// <summary>How often it wants to be told.</summary>
    TimeSpan Every { get; }

    void Show(SwarmProgress now, LoadRates rates);
}
