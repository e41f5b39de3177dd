using System.Reflection;
using Verify.Scenarios.Cli.Scripts;

namespace Verify.Scenarios.Cli;

/// <summary>The scenarios that there are: those of this program, and of the one that was started with it.</summary>
internal static class ScenarioCatalogue
{
    private static readonly Type[] types =
    [
        .. new[] { typeof(ScenarioCatalogue).Assembly, Assembly.GetEntryAssembly() }
            .OfType<Assembly>()
            .Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Scenario)))
            .Where(type => type.IsDefined(typeof(ScenarioAttribute)))
            .OrderBy(
                type => type.GetCustomAttribute<ScenarioAttribute>()!.Name,
                StringComparer.Ordinal
            ),
    ];

    public static IEnumerable<string> Names => types.Select(NameOf);

    /// <summary>Whether a word names one: by its name, or a script by its path.</summary>
    public static bool IsNamed(string word) => ScriptProject.IsScript(word) || Names.Contains(word);

    /// <summary>All of them, with the parameters they have by default.</summary>
    public static IEnumerable<Scenario> All => types.Select(Make);

    /// <summary>The one that a run is of; a script as it was when the run was asked for.</summary>
    public static Scenario Of(RunRequest request) =>
        request.Files.TryGetValue("script", out var text)
            ? ScriptProject.Read(request.Parameters["script"], text)
            : Find(request.Scenario);

    public static Scenario Find(string name) =>
        ScriptProject.IsScript(name) ? ScriptProject.Read(name) : Named(name);

    private static Scenario Named(string name) =>
        Make(
            types.FirstOrDefault(type => NameOf(type) == name)
                ?? throw new UsageError(
                    $"There is no scenario '{name}'. Scenarios are: {string.Join(", ", Names)}."
                        + NearestMatch.Hint(name, Names)
                )
                {
                    Slip = NearestMatch.Of(name, Names) is { } meant ? (name, meant) : null,
                }
        );

    private static string NameOf(Type type) => type.GetCustomAttribute<ScenarioAttribute>()!.Name;

    private static Scenario Make(Type type) => (Scenario)Activator.CreateInstance(type)!;
}
