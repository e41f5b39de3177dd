using System.Xml.Linq;

namespace Verify.Tests.Commandline;

/// <summary>The packages that every machine restores.</summary>
public sealed class LockFileTests
{
    private static readonly string[] Projects =
    [
        .. File.ReadLines(Path.Combine(Checkout.Root, "Verify.sln"))
            .SelectMany(line => line.Split('"'))
            .Where(word => word.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(word => Path.Combine(Checkout.Root, word.Replace('\\', '/'))),
    ];

    [TestCaseSource(nameof(Projects))]
    public void Every_project_pins_its_packages_by_hash_and_names_no_host(string project)
    {
        var file = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
        Assert.That(file, Does.Exist);
        Assert.That(File.ReadAllText(file), Does.Contain("contentHash").And.Not.Contain("://"));
    }

    [Test]
    public void They_are_made_by_every_build_and_held_by_the_CI()
    {
        var properties = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Build.props"));
        Assert.That(
            properties.Descendants("RestorePackagesWithLockFile").Single().Value,
            Is.EqualTo("true")
        );
        Assert.That(
            File.ReadAllText(Path.Combine(Checkout.Root, ".ci", "run")),
            Does.Contain("dotnet restore Verify.sln --locked-mode")
        );
    }
}
