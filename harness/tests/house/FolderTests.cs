using System.Text.RegularExpressions;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;

namespace Verify.Tests.House;

/// <summary>Folders are boundaries: namespaces follow them, and no two of a project need each other.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class FolderTests
{
    private static readonly Dictionary<string, string> Projects = new()
    {
        ["harness/engine"] = "Verify.Engine",
        ["harness/instruments"] = "Verify.Instruments",
        ["harness/swarm"] = "Verify.Swarm",
        ["harness/tests"] = "Verify.Tests",
        ["fixtures"] = "Verify.Fixtures",
        ["origin"] = "Verify.Origin",
        ["origin/video-platform"] = "Verify.VideoPlatform",
        ["reports"] = "Verify.Reports",
        ["scenarios"] = "Verify.Scenarios",
        ["scenarios/scripts"] = "Verify.Scripts",
    };

    private static IEnumerable<string> Folders => Projects.Keys;

    [Test]
    public void Every_project_is_looked_at() =>
        Assert.That(
            Directory
                .EnumerateFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories)
                .Where(file => !Hidden().IsMatch(file))
                .Select(file => Path.GetRelativePath(Checkout.Root, Path.GetDirectoryName(file)!)),
            Is.EquivalentTo(Projects.Keys)
        );

    [TestCaseSource(nameof(Folders))]
    public void Namespaces_follow_folders(string project)
    {
        var folder = Path.Combine(Checkout.Root, project);
        var wrong =
            from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            where !Hidden().IsMatch(file) && ProjectOf(file) == project
            let declared = Declared().Match(File.ReadAllText(file)).Groups["name"].Value
            // Parallelism and the like declare nothing.
            where declared.Length > 0
            let expected = NamespaceOf(project, Path.GetDirectoryName(file)!)
            where declared != expected
            select $"{Path.GetRelativePath(Checkout.Root, file)}: {declared}, and not {expected}";

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Folders))]
    public void No_folder_needs_one_that_needs_it(string project)
    {
        var assembly = AssemblyOf(project);
        var architecture = new ArchLoader().LoadAssembly(assembly).Build();

        // Each namespace is a slice, and namespaces are folders.
        var cycles = SliceRuleDefinition
            .Slices()
            .Matching("Verify.(**)")
            .Should()
            .BeFreeOfCycles()
            .Evaluate(architecture)
            .ToList();

        Assert.That(architecture.Types.Count(), Is.GreaterThan(30), "types looked at");
        Assert.That(
            cycles.Where(result => !result.Passed).Select(result => result.Description),
            Is.Empty
        );
    }

    private static System.Reflection.Assembly AssemblyOf(string project) =>
        project switch
        {
            "scenarios" => typeof(Verify.Scenarios.Program).Assembly,
            "harness/tests" => typeof(FolderTests).Assembly,
            "origin/video-platform" => typeof(Verify.VideoPlatform.Program).Assembly,
            "scenarios/scripts" => Verify.Scenarios.Cli.Scripts.ScriptProject.Assembly,
            _ => System.Reflection.Assembly.Load(Projects[project]),
        };

    // A project can lie in the folder of another.
    private static string ProjectOf(string file) =>
        Projects
            .Keys.Where(project =>
                file.StartsWith(
                    Path.Combine(Checkout.Root, project) + "/",
                    StringComparison.Ordinal
                )
            )
            .MaxBy(project => project.Length)!;

    private static string NamespaceOf(string project, string folder) =>
        string.Join(
            '.',
            Path.GetRelativePath(Path.Combine(Checkout.Root, project), folder)
                .Split('/')
                .Where(part => part != ".")
                .Select(part =>
                    string.Concat(
                        part.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])
                    )
                )
                .Prepend(Projects[project])
        );

    // What the engine is for does not depend on what is cached, or by which server.
    [Test]
    public void The_engine_knows_neither_nginx_nor_hls() =>
        Assert.That(
            from file in Directory.EnumerateFiles(
                Path.Combine(Checkout.Root, "harness", "engine"),
                "*.cs",
                SearchOption.AllDirectories
            )
            where !Hidden().IsMatch(file)
            from line in File.ReadLines(file)
            where Trade().IsMatch(line)
            select $"{Path.GetRelativePath(Checkout.Root, file)}: {line.Trim()}",
            Is.Empty
        );

    [GeneratedRegex("nginx|hls|m3u8|playlist|ffmpeg", RegexOptions.IgnoreCase)]
    private static partial Regex Trade();

    [GeneratedRegex("/(bin|obj|out|node_modules)/")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
