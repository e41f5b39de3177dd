using System.Xml.Linq;
using Verify.Engine.Programs;
using Verify.Scenarios.Hls;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Scenarios;

/// <summary>The code of scenarios/new-scenario.md, built and run exactly as it stands there.</summary>
[TestFixture]
[Waits, Parallelizable]
internal sealed class NewScenarioPageTests
{
    private const string Name = "short-age";
    private const string Begin = "```csharp\n";
    private const string End = "```\n";

    // One that says nothing of what it may.
    private const string LabOnly = """
        namespace Verify.Scenarios.Only;

        /// <summary>Nothing, in a lab.</summary>
        [Scenario("lab-only", "Nothing")]
        public sealed class LabOnly : Scenario
        {
            [Phase("1", "Nothing")]
            public void Nothing(Phase phase) => phase.Step("1.1", Name, _ => Task.CompletedTask);
        }
        """;

    private readonly string folder = Path.Combine(
        TestContext.CurrentContext.TestDirectory,
        "new-scenario"
    );
    private readonly TempFolder runs = new();
    private string program = "";

    private static string Page =>
        File.ReadAllText(Path.Combine(Checkout.Root, "scenarios", "new-scenario.md"));

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        var ct = CancellationToken.None;
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var from = Page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var code = Page[from..Page.IndexOf(End, from, StringComparison.Ordinal)];
        await File.WriteAllTextAsync(Path.Combine(folder, "ShortAge.cs"), code, ct);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Main.cs"),
            "return Verify.Scenarios.Program.Main(args);\n",
            ct
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "LabOnly.cs"), LabOnly, ct);
        var bin = Path.GetDirectoryName(typeof(HlsScenario).Assembly.Location)!;
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("OutputType", "Exe"),
                new XElement("AssemblyName", Name),
                new XElement("RestorePackagesWithLockFile", "false")
            ),
            // As in the project that it would be put into.
            new XElement(
                "ItemGroup",
                XDocument
                    .Load(Path.Combine(Checkout.Root, "scenarios", "Verify.Scenarios.csproj"))
                    .Descendants("Using")
            ),
            new XElement(
                "ItemGroup",
                Directory
                    .GetFiles(bin, "*.dll")
                    .Where(dll => Path.GetFileName(dll) != "Verify.Tests.dll")
                    .Select(dll => new XElement("Reference", new XAttribute("Include", dll)))
            )
        ).Save(Path.Combine(folder, $"{Name}.csproj"));
        var built = await Command.RunAsync(
            [Environment.ProcessPath!, "build", folder, "--disable-build-servers", "-v", "quiet"],
            ct
        );
        Assert.That(built.ExitCode, Is.Zero, built.Stdout + built.Stderr);
        program = Path.Combine(folder, "bin", "Debug", "net10.0", $"{Name}.dll");
    }

    [OneTimeTearDown]
    public void Remove() => runs.Dispose();

    [TestCase("list", "short-age  Playlists may be cached for seconds")]
    [TestCase("plan short-age", "1.2")]
    [TestCase("scenario short-age --help", "--seconds")]
    [TestCase("doctor short-age", "nginx")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task It_is_found_and_explains_itself(
        string line,
        string says,
        CancellationToken ct
    )
    {
        var ended = await RunAsync(line, ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain(says));
    }

    [TestCase("scenario short-age --profile tap", "short-age does not take --profile")]
    [TestCase("drill lab-only", "lab-only only works in a lab")]
    [TestCase("scenario lab-only --no-lab", "--no-lab|lab-only only works in a lab")]
    [TestCase("scenario short-age --seconds 11", "--seconds 11|1 to 10")]
    [TestCase("scenario nginx-caching --seconds 2 --plan", "nginx-caching does not take --seconds")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task What_it_does_not_take_is_a_usage_error(
        string line,
        string says,
        CancellationToken ct
    )
    {
        var ended = await RunAsync(line, ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout);
        foreach (var word in says.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task It_passes_and_its_log_says_so(CancellationToken ct)
    {
        var ended = await RunAsync($"scenario {Name} --seconds 2 --out {runs.Path}", ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        var log = await File.ReadAllTextAsync(
            Path.Combine(runs.Path, RunFolder.LatestName, "implementation-log.md"),
            ct
        );
        Assert.That(log, Does.Contain("max-age=2").And.Contains("Complete"));
        var report = await RunAsync($"report {runs.Path}/{RunFolder.LatestName}", ct);
        Assert.That(report.ExitCode, Is.Zero, report.Stdout + report.Stderr);
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task It_is_drilled_and_leaves_nothing(CancellationToken ct)
    {
        var ended = await RunAsync($"drill {Name} --quick --out {runs.Path}", ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task It_is_run_at_night(CancellationToken ct)
    {
        var ended = await RunAsync(
            $"nightly --only {Name} --no-report --out {runs.Path} --history {runs.Path}/nights.jsonl",
            ct
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Dotnet_test_sees_its_phases(CancellationToken ct)
    {
        var ended = await Command.RunAsync(
            [Environment.ProcessPath!, "test", program, "--list-tests"],
            ct
        );
        Assert.That(ended.Stdout, Does.Contain("Phase 1 Serve"));
    }

    private async Task<Ended> RunAsync(string line, CancellationToken ct)
    {
        await using var started = StartedProgram.Here(
            [Environment.ProcessPath!, program, .. line.Split(' ')],
            null
        );
        return await started.EndAsync(ct);
    }
}
