using Verify.Engine.Npm;
using Verify.Tests.Fixtures;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Npm;

/// <summary>The packages of a lock file: installed once, by the real npm, and refused in one message where that cannot be.</summary>
[TestFixture]
internal sealed class NodePackagesTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private TempFolder home = null!;

    // A lock file of no packages: npm has all its work but for the network's.
    [SetUp]
    public void Make()
    {
        home = new();
        Manifest(">=1");
        File.WriteAllText(
            home.File("package-lock.json"),
            """{"name":"t","lockfileVersion":3,"requires":true,"packages":{"":{"name":"t","engines":{"node":">=1"}}}}"""
        );
    }

    [TearDown]
    public void Remove() => home.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Two_that_ask_together_install_once(CancellationToken ct)
    {
        using var said = new StringWriter();
        using var announce = TextWriter.Synchronized(said);
        var both = await Task.WhenAll(
            NodePackages.EnsureAsync(home.Path, install: true, announce, ct),
            NodePackages.EnsureAsync(home.Path, install: true, announce, ct)
        );

        Assert.That(both[0], Is.EqualTo(both[1]));
        Assert.That(both[0].Modules, Is.EqualTo(home.File("node_modules")));
        Assert.That(Announced(said), Is.EqualTo(1), said.ToString());
        Assert.That(await NodePackages.FindAsync(home.Path, ct), Is.EqualTo(both[0]));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Another_lock_file_is_another_installation(CancellationToken ct)
    {
        using var said = new StringWriter();
        await NodePackages.EnsureAsync(home.Path, install: true, said, ct);
        File.AppendAllText(home.File("package-lock.json"), "\n");

        Assert.That(await NodePackages.FindAsync(home.Path, ct), Is.Null);
        await NodePackages.EnsureAsync(home.Path, install: true, said, ct);
        Assert.That(Announced(said), Is.EqualTo(2));
    }

    [Test]
    public void Where_nothing_may_be_installed_it_names_the_line_to_type() =>
        Assert.That(
            async () => await EnsureAsync(install: false),
            Throws
                .TypeOf<CannotRun>()
                .With.Message.Contains("--no-install")
                .And.Message.Contains($"npm --prefix {home.Path} ci --ignore-scripts")
        );

    [Test]
    public void Without_npm_it_says_how_to_get_it()
    {
        using var nowhere = new SearchPath(home.Path);
        Assert.That(
            async () => await EnsureAsync(install: true),
            Throws.TypeOf<CannotRun>().With.Message.EndsWith("apt-get install npm")
        );
    }

    [Test]
    public void A_Node_that_is_too_old_is_replaced_only_by_one_that_the_lock_file_pins()
    {
        Manifest(">=9999");
        Assert.That(
            async () => await EnsureAsync(install: true),
            Throws.TypeOf<CannotRun>().With.Message.Contains("Node 9999 or newer")
        );
    }

    [Test]
    public void What_npm_could_not_do_is_told_in_its_own_words()
    {
        File.WriteAllText(home.File("package-lock.json"), "{");
        Assert.That(
            async () => await EnsureAsync(install: true),
            Throws.TypeOf<CannotRun>().With.Message.Contains("npm").And.Message.Contains("exit 1")
        );
        Assert.That(
            async () => await NodePackages.FindAsync(home.Path, default),
            Is.Null,
            "half an installation counts for nothing"
        );
    }

    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("""{"engines":{"node":"^20"}}""")]
    public void A_manifest_that_cannot_be_read_is_named(string text)
    {
        File.WriteAllText(home.File("package.json"), text);
        Assert.That(
            async () => await EnsureAsync(install: true),
            Throws.TypeOf<CannotRun>().With.Message.Contains(home.File("package.json"))
        );
    }

    private Task<NodePackages> EnsureAsync(bool install) =>
        NodePackages.EnsureAsync(home.Path, install, TextWriter.Null, CancellationToken.None);

    private void Manifest(string node) =>
        File.WriteAllText(
            home.File("package.json"),
            $$"""{ "name": "t", "private": true, "engines": { "node": "{{node}}" } }"""
        );

    private static int Announced(TextWriter said) =>
        said.ToString()!.Split("installing:", StringSplitOptions.None).Length - 1;
}
