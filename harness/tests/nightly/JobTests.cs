using Verify.Origin.Profile;
using Verify.Scenarios.Cli;
using Verify.Scenarios.Nightly;
using Verify.Scenarios.Nightly.Jobs;
using Verify.Scenarios.ProfileRefactor;

namespace Verify.Tests.Nightly;

[Parallelizable]
public sealed class JobTests
{
    private static readonly IReadOnlyList<Job> All = JobMatrix.Of([.. ScenarioCatalogue.All]);

    [Test]
    public void Every_scenario_is_run_with_its_default_profile_before_anything_else()
    {
        Assert.That(
            All.Take(ScenarioCatalogue.Names.Count()).Select(job => job.Scenario),
            Is.EquivalentTo(ScenarioCatalogue.Names)
        );
        Assert.That(
            All.First(job => job.Scenario == "nginx-caching").Name,
            Is.EqualTo("nginx-caching/default")
        );
    }

    [Test]
    public void Every_profile_and_both_drills_of_the_origin_are_there_once_the_whole_drill_last()
    {
        var names = All.Where(job => job.Scenario == "nginx-caching").Select(job => job.Name);
        Assert.That(
            names,
            Is.EquivalentTo([
                .. Profiles.Shipped.Origin.Names.Select(profile => $"nginx-caching/{profile}"),
                "drill/nginx-caching/quick",
                "drill/nginx-caching/whole",
            ])
        );
        Assert.That(names.Last(), Is.EqualTo("drill/nginx-caching/whole"));
        Assert.That(All.Select(job => job.FolderName), Is.Unique);
    }

    [Test]
    public void Its_words_are_what_the_program_takes() =>
        Assert.That(
            All.Select(job => string.Join(' ', job.Words)),
            Does.Contain("scenario nginx-caching --profile default")
                .And.Contain("drill nginx-caching --quick")
                .And.Contain("drill nginx-caching")
        );

    [TestCase("nginx-caching", "nginx-caching/default", ExpectedResult = true)]
    [TestCase("nginx-caching", "drill/nginx-caching/quick", ExpectedResult = false)]
    [TestCase("nginx", "nginx-caching/default", ExpectedResult = false)]
    [TestCase("nginx*", "nginx-caching/default", ExpectedResult = true)]
    [TestCase("*/4k-abr", "nginx-caching/4k-abr", ExpectedResult = true)]
    [TestCase("*/4k", "nginx-caching/4k-abr", ExpectedResult = false)]
    [TestCase("drill", "drill/nginx-caching/whole", ExpectedResult = true)]
    [TestCase("drill/", "drill/nginx-caching/whole", ExpectedResult = true)]
    [TestCase("nginx.caching", "nginx-caching/default", ExpectedResult = false)]
    [TestCase("*", "drill/nginx-caching/whole", ExpectedResult = true)]
    public bool A_word_stands_for_a_name_or_all_below_it(string word, string name) =>
        JobSelection.Matches(word, name);

    [Test]
    public void Each_takes_as_long_as_its_scenario_says()
    {
        var takes = new ProfileRefactor().Takes;
        Assert.That(
            All.Where(job => job.Scenario == ProfileRefactor.Word)
                .ToDictionary(job => job.Kind, job => job.Expected),
            Is.EquivalentTo(
                new Dictionary<JobKind, TimeSpan>
                {
                    [JobKind.Scenario] = takes.Run,
                    [JobKind.QuickDrill] = takes.QuickDrill,
                    [JobKind.WholeDrill] = takes.WholeDrill,
                }
            )
        );
    }

    [Test]
    public void What_is_left_out_is_known()
    {
        var chosen = JobSelection.Of(All, ["nginx-caching"], ["*/tap*"]);
        Assert.That(chosen.Jobs.Select(job => job.Name), Does.Not.Contain("nginx-caching/tap"));
        Assert.That(
            chosen.LeftOut.Select(job => job.Name),
            Does.Contain("nginx-caching/tap-logged")
        );
        Assert.That(chosen.Jobs.Count + chosen.LeftOut.Count, Is.EqualTo(All.Count));
    }

    [TestCase("90s", 90)]
    [TestCase("30m", 1800)]
    [TestCase("2h", 7200)]
    [TestCase("1h30m", 5400)]
    [TestCase("1h0m5s", 3605)]
    public void A_budget_is_read(string text, int seconds) =>
        Assert.That(BudgetText.Parse(text).TotalSeconds, Is.EqualTo(seconds));

    [TestCase("")]
    [TestCase("30")]
    [TestCase("0m")]
    [TestCase("-5m")]
    [TestCase("5 m")]
    [TestCase("30m1h")]
    [TestCase("1.5h")]
    [TestCase("1d")]
    [TestCase("9999999h")]
    public void What_is_no_budget_is_refused_with_what_is(string text) =>
        Assert.That(
            () => BudgetText.Parse(text),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains($"--budget {text}:")
                .And.Message.Contains("1h30m")
        );
}
