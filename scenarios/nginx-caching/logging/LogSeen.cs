using Verify.Instruments.Http;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>The logs as they were when all lines were there, or were waited for no longer.</summary>
/// <param name="First">When a marked line of each file was first seen on disk; without those that never were.</param>
internal sealed record LogSeen(
    IReadOnlyDictionary<string, LogFile> Files,
    IReadOnlyDictionary<string, FirstSeen> First
);

/// <param name="Unseen">How long nobody had looked before: so much earlier it may have been there.</param>
internal readonly record struct FirstSeen(Instant At, TimeSpan Unseen);
