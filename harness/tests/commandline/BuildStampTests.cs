using Verify.Tests.Ground;

namespace Verify.Tests.Commandline;

/// <summary>run.ps1 builds after every change of the sources, and after nothing else.</summary>
[Parallelizable]
public sealed class BuildStampTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private FakeCheckout checkout = null!;

    [SetUp]
    public async Task Build_once()
    {
        checkout = new();
        await ListAsync();
        Assert.That(checkout.Builds, Is.EqualTo(1));
    }

    [TearDown]
    public void Remove() => checkout.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_runs_and_reports_leave_is_no_change(CancellationToken ct)
    {
        Directory.CreateDirectory(checkout.In("reports/out/run"));
        File.WriteAllText(checkout.In("reports/out/run/request.json"), "{}");
        Directory.CreateDirectory(checkout.In("reports/node_modules/allure"));
        File.WriteAllText(checkout.In("reports/node_modules/allure/package.json"), "{}");
        File.WriteAllText(checkout.In("reports/.lock"), "");
        File.Delete(checkout.In("reports/.lock"));
        await ListAsync();
        Assert.That(checkout.Builds, Is.EqualTo(1));
    }

    [TestCase("edited")]
    [TestCase("added")]
    [TestCase("removed")]
    [TestCase("renamed")]
    [TestCase("replaced by an older one")]
    [TestCase("migration added")]
    [TestCase("program gone")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_change_of_the_sources_is_built_once(string change, CancellationToken ct)
    {
        var source = checkout.In("origin/Some.cs");
        switch (change)
        {
            case "edited":
                File.AppendAllText(source, "// more");
                break;
            case "added":
                File.WriteAllText(checkout.In("origin/Other.cs"), "class Other;");
                File.SetLastWriteTimeUtc(checkout.In("origin/Other.cs"), DateTime.UnixEpoch);
                break;
            case "migration added":
                File.WriteAllText(checkout.In("origin/0001-some.sql"), "SELECT 1;");
                break;
            case "removed":
                File.Delete(source);
                break;
            case "renamed":
                File.Move(source, checkout.In("origin/Other.cs"));
                break;
            case "replaced by an older one":
                File.WriteAllText(checkout.In("old"), "class Older;");
                File.SetLastWriteTimeUtc(checkout.In("old"), DateTime.UnixEpoch);
                File.Move(checkout.In("old"), source, overwrite: true);
                break;
            default:
                File.Delete(checkout.In("scenarios/bin/Debug/net10.0/verify.dll"));
                break;
        }
        await ListAsync();
        Assert.That(checkout.Builds, Is.EqualTo(2), change);
        await ListAsync();
        Assert.That(checkout.Builds, Is.EqualTo(2), "and then it is built");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_build_says_where_it_has_got_to_and_one_that_fails_says_why(
        CancellationToken ct
    )
    {
        File.WriteAllText(checkout.In("scenarios/broken"), "");
        File.AppendAllText(checkout.In("origin/Some.cs"), "// more");
        var failed = await checkout.RunAsync(ct, "sh", checkout.Script, "list");
        Assert.That(failed.ExitCode, Is.EqualTo(3), failed.Stderr);
        Assert.That(
            failed.Stderr,
            Does.Contain("verify: built Verify.Engine")
                .And.Contain("error CS1002")
                .And.Contain("the build failed")
        );
        File.Delete(checkout.In("scenarios/broken"));
        await ListAsync();
        Assert.That(checkout.Builds, Is.EqualTo(3), "what failed is built again");
    }

    private async Task ListAsync()
    {
        var ended = await checkout.RunAsync(default, "sh", checkout.Script, "list");
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stdout, Is.EqualTo("[list]\n"), "it is started where it was called");
    }
}
