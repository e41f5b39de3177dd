using Verify.Swarm;

namespace Verify.Scenarios;

/// <summary>Where a running load is shown; disposing it leaves nothing half drawn.</summary>
internal interface ILoadDisplay : IDisposable
{
    /// <summary>How often it wants to be told.</summary>
    TimeSpan Every { get; }

    void Show(SwarmProgress now, LoadRates rates);
}
