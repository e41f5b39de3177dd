using System.Text.Json;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>Seed 001 as it is, and what was made of it as data: the flake it starts from, its steps, its tests, its mistakes.</summary>
internal static class PlanFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static string Folder => Path.Combine(Checkout.Root, "fixtures", "profile-refactor");

    /// <summary>The flake that the plan starts from.</summary>
    public static string Monolith => Path.Combine(Folder, "monolith");

    /// <summary>The files that a step leaves, at their places.</summary>
    public static string FilesOf(string step) => Path.Combine(Folder, "steps", step);

    /// <summary>The project's own flake, and what it reads.</summary>
    public static string Origin => Path.Combine(Checkout.Root, "origin");

    /// <summary>The plan's lines; the first is number 1.</summary>
    public static PlanText Plan() => new(File.ReadAllLines(Path.Combine(Folder, "plan.md")));

    /// <summary>What the plan's test commands of a step have to say.</summary>
    public static IReadOnlyList<PlanCheck> ChecksOf(string step) =>
        Read<Dictionary<string, PlanCheck[]>>("checks.json")[step];

    public static IReadOnlyList<PlanMistake> Mistakes() => Read<PlanMistake[]>("mistakes.json");

    public static IReadOnlyList<MergeCase> MergeCases() => Read<MergeCase[]>("merge-cases.json");

    private static T Read<T>(string file) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Folder, file)), Json)!;
}
