using System.CommandLine;
using Verify.Origin.NixCache.Designs;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>Which of the two designs is meant.</summary>
internal static class DesignOption
{
    public static Option<string> New() =>
        new("--design")
        {
            Description = "Which design: cured, or as-designed with the plan's faults.",
            HelpName = "NAME",
            DefaultValueFactory = _ => CuredCache.Design.Name,
        };

    public static ICacheDesign Find(string name)
    {
        var names = CacheDesigns.All.Select(one => one.Name).ToArray();
        return CacheDesigns.Find(name)
            ?? throw new UsageError(
                $"--design '{name}': known are {string.Join(" and ", names)}.{NearestMatch.Hint(name, names)}"
            );
    }
}
