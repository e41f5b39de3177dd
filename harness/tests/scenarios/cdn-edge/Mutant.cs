using System.Text.RegularExpressions;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>The cured platform without one of its protections, and the step that has to notice.</summary>
/// <param name="Missed">Claims that the step misses then, and that hold of the cured platform itself.</param>
internal sealed record Mutant(
    string Name,
    MutantParts Parts,
    TakenOut Taken,
    StepUnderTest Step,
    params string[] Missed
)
{
    /// <summary>With another value of a trait of the platform (VIDEO_...).</summary>
    public static TakenOut Trait(string name, string value) =>
        new() { Traits = new Dictionary<string, string> { [name] = value } };

    /// <summary>With something else in the edge's nginx.conf.</summary>
    public static TakenOut Edge(string pattern, string replacement) =>
        new()
        {
            // An edit that changes nothing would prove nothing.
            Edge = text =>
                Regex.Replace(text, pattern, replacement.Replace("$", "$$")) is var edited
                && edited != text
                    ? edited
                    : throw new InvalidOperationException($"The edge has no {pattern}"),
        };
}
