using System.Text.RegularExpressions;
using NUnit.Framework;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 4.4: in what the processes of the three designs differ: what they are told, and what they say that they are.</summary>
internal static partial class DesignDifferences
{
    public const string Command =
        "diff <(tr '\\0' '\\n' < /proc/$API/environ) <(tr '\\0' '\\n' < /proc/$OTHER/environ)";

    private const string None = "-";

    private static readonly IReadOnlyList<string> Designs = PlatformInRun.AllDesigns;

    // What differs, by name: as told, or as the design sets it. The values as the README of the platform has them.
    private static readonly DesignDifference[] Expected =
    [
        new("VIDEO_DESIGN", [.. Designs], "the design"),
        new("VIDEO_SINGLEFLIGHT", [None, "process", "shared"], "one query for all processes"),
        new("VIDEO_LEADER", [None, "bound", "detached"], "a caller who leaves fails nobody"),
        new(
            "VIDEO_INVALIDATION",
            [None, "delete-before-write", "fenced"],
            "a delete is never lost, and never early"
        ),
        new("VIDEO_FENCE", [None, "off", "on"], "a fill that began before a change is refused"),
        new("VIDEO_FALLBACK", [None, "off", "on"], "videos are shown while Redis is away"),
        new("VIDEO_OUTPUT", ["stable", "stable", "versioned"], "a name never means two things"),
        new("POSTGRES_DB", null, "none sees what another made"),
        new("REDIS_DB", null, "none sees what another made"),
        new("REDIS_PORT", null, "the first was started before there was a Redis"),
        new("S3_BUCKET", null, "none sees what another made"),
        new("WORK_DIR", null, "none works in another's folder"),
    ];

    public static Task CheckAsync(PlatformInRun platform, Step step)
    {
        var of = Designs.Select(design => ValuesOf(platform, design)).ToArray();
        var seen = of.SelectMany(one => one.Keys)
            .Distinct()
            .Select(name =>
                (Name: name, Values: of.Select(one => one.GetValueOrDefault(name, None)).ToArray())
            )
            .Where(one => one.Values.Distinct().Count() > 1)
            .ToDictionary(one => one.Name, one => one.Values);
        var table = new TextTable(["name", .. Designs.Select(design => (Column)design)]);
        foreach (var one in Expected)
        {
            var values = seen.GetValueOrDefault(one.Name);
            if (one.Values is { } wanted)
                step.Expect($"{one.Name} of the designs", values, Is.EqualTo(wanted), one.Reason);
            if (values is not null)
                table.Add([one.Name, .. values.Select(value => (Span)value)]);
        }
        step.Saw(table);
        step.Expect(
            "names that differ between the designs and are not expected to",
            seen.Keys.Except(Expected.Select(one => one.Name)),
            Is.Empty
        );
        return Task.CompletedTask;
    }

    // Of each process its own word counts before what it was told.
    private static Dictionary<string, string> ValuesOf(PlatformInRun platform, string design)
    {
        var values = new Dictionary<string, string>(platform.EnvironmentOf(design));
        var said = platform
            .Of(design)
            .Select(api => Told().Match(api.Log).Groups[1].Value)
            .Distinct()
            .ToArray();
        if (said is not [{ Length: > 0 } traits])
            throw new CannotRun(
                $"The processes of {design} do not say of one accord what they are: {string.Join("; ", said)}"
            );
        foreach (var trait in traits.Split(' '))
            values[trait.Split('=')[0]] = trait.Split('=')[1];
        return values;
    }

    [GeneratedRegex(@"The design: (VIDEO_\S+(?: VIDEO_\S+)*)")]
    private static partial Regex Told();
}

/// <summary>A setting in which the designs differ.</summary>
/// <param name="Values">In their order; null where it only has to keep them apart.</param>
internal sealed record DesignDifference(string Name, string[]? Values, string Reason);
