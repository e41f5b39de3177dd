using System.Diagnostics;

namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>One clock for all colos, and how many times faster the deployment's time passes.</summary>
internal sealed class RunClock(int speed)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    public TimeSpan Now => watch.Elapsed;

    /// <summary>How long so many seconds of the design take here.</summary>
    public TimeSpan Real(double seconds) => TimeSpan.FromSeconds(seconds / speed);

    /// <summary>How many seconds of the design this is.</summary>
    public double Design(TimeSpan real) => DesignTime(real).TotalSeconds;

    /// <summary>The same as a time.</summary>
    public TimeSpan DesignTime(TimeSpan real) => real * speed;
}
