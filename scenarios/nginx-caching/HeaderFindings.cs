using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>What answers say that no claim is about, gathered over all that was asked.</summary>
internal sealed class HeaderFindings
{
    private readonly List<string> repeated = [];
    private readonly List<string> refused = [];

    public void Note(string who, HeaderSurvey seen, HttpAnswer got)
    {
        foreach (
            var twice in got
                .Headers.CountBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                .Where(count => count.Value > 1)
        )
            repeated.Add($"{twice.Key} ({who})");
        if (seen.Options.Answer?.Status == 405)
            refused.Add(who);
    }

    public void Tell(Step step)
    {
        if (repeated.Count > 0)
            step.Find(
                $"sent more than once: {string.Join("; ", repeated)}",
                "a cache may take either",
                "set it in one place"
            );
        if (refused.Count > 0)
            step.Find(
                $"OPTIONS is answered with 405: {string.Join("; ", refused)}",
                "the media locations win over the CORS location: a browser that asks before a Range request is refused",
                "answer OPTIONS in the media locations too"
            );
    }
}
