using System.Text.Json.Nodes;
using Verify.Fixtures.Encoder;
using Verify.Origin.Profile;
using Verify.Scenarios.Cli;
using Verify.Scenarios.Hls;
using Verify.Tests.Ground;

namespace Verify.Tests.Nightly;

/// <summary>What a host does not carry is said when the night begins, and is no verdict of it.</summary>
[Parallelizable]
public sealed class HostFitTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private static readonly (string, string) TooMuch = (
        NightScenario.TooMuchVariable,
        NightScenario.OtherProfile
    );

    private TempFolder folder = null!;

    [SetUp]
    public void Make_a_folder() => folder = new();

    [TearDown]
    public void Remove_the_folder() => folder.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_profile_that_is_too_much_is_not_run_and_the_night_is_partly_verified(
        CancellationToken ct
    )
    {
        var said = await NightProgram.RunAsync(folder, ["--only", "quiet"], ct, TooMuch);

        Assert.That(said.ExitCode, Is.Zero, said.Stdout + said.Stderr);
        Assert.That(
            said.Stdout.Split('\n')[0],
            Does.StartWith("quiet/other is not run: it wants more than")
        );
        Assert.That(said.Stdout, Does.Match("quiet/other +not run"));
        Assert.That(said.Stdout, Does.Contain("PARTIALLY VERIFIED"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_night_of_nothing_else_is_inconclusive_and_its_document_says_why(
        CancellationToken ct
    )
    {
        var said = await NightProgram.RunAsync(
            folder,
            ["--only", "quiet/other", "--json"],
            ct,
            TooMuch
        );

        Assert.That(said.ExitCode, Is.EqualTo(Verdict.Inconclusive.ExitCode()), said.Stderr);
        var leftOut = JsonNode.Parse(said.Stdout)!["notRun"]!.AsArray();
        Assert.That(
            leftOut.Single(job => (string)job!["name"]! == "quiet/other")!["reason"]!.ToString(),
            Does.Contain("more than")
        );
        Assert.That(said.Stderr, Does.Contain("quiet/other is not run"));
    }

    // By what it costs here, whatever this machine is.
    [TestCase(0, "processors busy (measured)"), TestCase(1000, null)]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_profile_of_the_origin_is_too_much_for_no_processor_and_for_a_thousand_it_is_not(
        int processors,
        string? why,
        CancellationToken ct
    )
    {
        Scenario scenario = ScenarioCatalogue.All.OfType<HlsScenario>().First();

        var said = await scenario.TooMuchAsync("default", processors, folder.Path, ct);

        Assert.That(said, why is null ? Is.Null : Does.Contain(why));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Five_variants_up_to_4k_cost_many_times_what_one_does(CancellationToken ct)
    {
        var one = await CostAsync("default", ct);
        var five = await CostAsync("4k-abr", ct);

        TestContext.Out.WriteLine($"processors: {one:0.00}, {five:0.00}");
        Assert.That(one, Is.GreaterThan(0));
        Assert.That(five, Is.GreaterThan(5 * one));
    }

    private Task<double> CostAsync(string profile, CancellationToken ct) =>
        EncodingCost.MeasureAsync(
            Profiles.Shipped.Origin.Get(profile),
            Directory.CreateDirectory(folder.File(profile)).FullName,
            ct
        );
}
