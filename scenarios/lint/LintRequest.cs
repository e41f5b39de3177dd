namespace Verify.Scenarios.Lint;

/// <summary>What is linted, and how.</summary>
/// <param name="Watch">Null for what suits the playlist.</param>
internal sealed record LintRequest(string Source, TimeSpan? Watch, bool Strict);
