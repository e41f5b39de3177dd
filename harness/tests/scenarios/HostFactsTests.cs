using System.Security.Cryptography;
using Verify.Engine.Labs;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios;

/// <summary>What a run looks at outside, it leaves alone.</summary>
public sealed class HostFactsTests
{
    [Test]
    public async Task The_index_of_git_is_not_written_by_asking_for_the_commit()
    {
        var index = Path.Combine(Checkout.Root, ".git", "index");
        if (!File.Exists(index))
            Assert.Inconclusive($"{index} is not there: this is no clone of its own");
        // Whoever looks finds a file that may have changed, and would like to write down that it has not.
        File.SetLastWriteTimeUtc(Path.Combine(Checkout.Root, "README.md"), DateTime.UtcNow);
        var before = SHA256.HashData(File.ReadAllBytes(index));

        var facts = await HostFacts.FactsAsync([], null, default);

        Assert.That(facts["verify"], Is.Not.EqualTo("unknown commit"));
        Assert.That(SHA256.HashData(File.ReadAllBytes(index)), Is.EqualTo(before));
    }

    [Test]
    public void Nothing_but_latest_is_made_beside_a_run()
    {
        using var runs = new TempFolder();
        foreach (var run in new[] { "one", "two" })
            RunFolder.Create(new(run, "self", runs.File(run)));
        Assert.That(
            Directory.GetFileSystemEntries(runs.Path).Select(Path.GetFileName),
            Is.EquivalentTo(["one", "two", "latest"])
        );
        Assert.That(new FileInfo(runs.File("latest")).LinkTarget, Is.EqualTo("two"));
    }

    // As a kill between making the new link and putting it in its place would leave it.
    [Test]
    public void Where_latest_cannot_be_put_in_its_place_nothing_stays_in_the_way()
    {
        using var runs = new TempFolder();
        Directory.CreateDirectory(runs.File("latest/full"));
        try
        {
            RunFolder.Create(new("one", "self", runs.File("one")));
        }
        catch (CannotRun)
        {
            // Whether that ends the run or not, this is not the place to say.
        }
        Assert.That(
            Directory.GetFileSystemEntries(runs.Path).Select(Path.GetFileName),
            Has.None.StartsWith(".latest")
        );
    }
}
