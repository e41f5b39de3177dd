using Verify.Scenarios.Nightly.Jobs;

namespace Verify.Scenarios.Nightly.Lanes;

/// <summary>A job and how long it is expected to take.</summary>
/// <param name="Reason">Where that comes from.</param>
internal sealed record ExpectedJob(Job Job, TimeSpan Takes, string Reason);
