using Verify.Reports.Junit;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports;

/// <summary>What no viewer can show is cut for it, and says where the whole is.</summary>
[TestFixture]
internal sealed class HugeTextTests
{
    private const string Whole = "the whole is in run.jsonl)";

    private readonly RunTree tree = RunTree.Of(HugeRun.Events);

    [Test]
    public void Allure_gets_no_more_than_its_page_can_compare()
    {
        var test = AllureFiles.Of(tree).Single(one => one.Name() == "1.1 look");
        var details = test.GetProperty("statusDetails");

        foreach (var field in new[] { "message", "trace", "expected", "actual" })
        {
            var text = details.GetProperty(field).GetString()!;
            Assert.That(text.Length, Is.InRange(3000, 4300), field);
            Assert.That(text, Does.Contain(Whole), field);
        }
        Assert.That(
            details.GetProperty("expected").GetString(),
            Does.Contain("(1000000 characters")
        );
        var step = test.GetProperty("steps")[0];
        Assert.That(step.Name().Length, Is.LessThan(1200));
        Assert.That(step.GetProperty("statusDetails").ToString().Length, Is.LessThan(10_000));
    }

    [Test]
    public void Junit_is_bounded_too()
    {
        var junit = JUnitXml.Render(tree);

        Assert.That(junit.Length, Is.LessThan(400_000));
        Assert.That(junit, Does.Contain(Whole));
    }

    [Test]
    public void A_character_of_two_halves_is_not_cut_in_half() =>
        Assert.That(Bounded.To(2, "a\U0001F600b"), Does.StartWith("a... (4 characters"));

    [Test]
    public void A_text_that_fits_stays_as_it_is() =>
        Assert.That(Bounded.To(3, "abc"), Is.EqualTo("abc"));
}
