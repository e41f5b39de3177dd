using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly;

/// <summary>Shows how a night gets on.</summary>
internal interface INightDisplay : IDisposable
{
    void Begun(JobRun job);

    void Ended(JobRun job, NightJob end);

    /// <summary>From time to time; <paramref name="waiting"/> jobs have not been begun.</summary>
    void Tick(TimeSpan elapsed, IReadOnlyList<JobRun> running, int waiting);
}
