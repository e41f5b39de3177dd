using Verify.Instruments.Http;

namespace Verify.Scenarios.Headers;

/// <summary>What answers say that no claim is about, gathered over all that was asked.</summary>
internal sealed class HeaderFindings
{
    private const int Refused = 405;

    private readonly List<string> repeated = [];
    private readonly List<(string Kind, string Server)> refused = [];
    private bool wereRefused = true;

    /// <param name="before">What the baseline answers; null where there is none, and what is seen was so before.</param>
    public void Note(
        string kind,
        string server,
        HeaderSurvey seen,
        HttpAnswer got,
        HeaderSurvey? before = null
    )
    {
        foreach (
            var twice in got
                .Headers.CountBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                .Where(count => count.Value > 1)
        )
            repeated.Add($"{twice.Key} ({kind}, {server})");
        if (seen.Options.Answer?.Status != Refused)
            return;
        refused.Add((kind, server));
        wereRefused &= before is null || before.Options.Answer?.Status == Refused;
    }

    public void Tell(Step step)
    {
        if (repeated.Count > 0)
            step.Find(
                $"headers sent more than once: {string.Join("; ", repeated)}",
                "a cache may use either value",
                "set it in one place",
                kind: FindingKind.Before,
                effect: Effect.Cosmetic
            );
        if (refused.Count > 0)
            step.Find(
                $"OPTIONS requests for media are answered with 405: {Distinct(refused.Select(one => one.Kind))} ({Distinct(refused.Select(one => one.Server))}; headers-*.txt)",
                "the media locations take precedence over the CORS location: if a player on another site needs a preflight request (for a Range or a custom header), it is refused and does not play",
                "answer OPTIONS with 204 and the CORS headers in the media locations too",
                kind: wereRefused ? FindingKind.Before : FindingKind.New,
                effect: Effect.Error
            );
    }

    private static string Distinct(IEnumerable<string> words) =>
        string.Join(", ", words.Distinct());
}
