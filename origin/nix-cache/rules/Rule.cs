using Verify.Origin.NixCache.Hardware;

namespace Verify.Origin.NixCache.Rules;

/// <summary>How one value follows from the hardware, and why.</summary>
/// <param name="Name">As the setting is called where it is set, such as max-jobs.</param>
/// <param name="Reason">One sentence that a person can argue with.</param>
public sealed record Rule<T>(string Name, string Reason, Func<HardwareProfile, T> For);
