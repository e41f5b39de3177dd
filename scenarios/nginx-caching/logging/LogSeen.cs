using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>The logs as they were when all lines were there, or were waited for no longer.</summary>
/// <param name="First">When a marked line of each file was first seen on disk; without those that never were.</param>
/// <param name="Largest">The longest time between two looks: so much later than it was there may a line be seen.</param>
internal sealed record LogSeen(
    IReadOnlyDictionary<string, LogFile> Files,
    IReadOnlyDictionary<string, Instant> First,
    TimeSpan Largest
);
