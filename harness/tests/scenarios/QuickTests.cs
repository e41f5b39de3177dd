using Verify.Fixtures.Browser;
using Verify.Scenarios.NginxCaching;

namespace Verify.Tests.Scenarios;

/// <summary>What --quick leaves out, and that it says so.</summary>
[Parallelizable]
public sealed class QuickTests
{
    private static readonly string[] LeftOutOfPhase5 = ["5.9", "5.10"];

    [Test]
    public void It_leaves_out_what_nothing_else_stands_on_and_says_so()
    {
        var (whole, quick) = (Of(isQuick: false), Of(isQuick: true));

        Assert.That(Steps(whole).Except(Steps(quick)), Is.EqualTo(LeftOutOfPhase5));
        Assert.That(Steps(quick).Except(Steps(whole)), Is.Empty);
        Assert.That(
            quick.Declare().Select(phase => phase.Id).Where(id => quick.LeftOut(id) is not null),
            Is.EqualTo(new[] { "5B", "5C" })
        );
        Assert.That(quick.LeftOut("5C"), Does.Contain("--quick"));
        Assert.That(quick.Limits.Except(whole.Limits), Has.One.Contains("--quick"));
    }

    [Test]
    public void A_browser_is_not_installed_for_it()
    {
        Assert.That(Of(isQuick: false).Services, Has.Some.InstanceOf<BrowserService>());
        Assert.That(Of(isQuick: true).Services, Has.None.InstanceOf<BrowserService>());
    }

    [Test]
    public void What_it_leaves_out_cannot_be_asked_for()
    {
        var quick = Of(isQuick: true);

        Assert.That(
            () => PhaseSelection.Resolve(quick.Declare(), ["5B"], quick.LeftOut),
            Throws.TypeOf<UsageError>().With.Message.Contains("--quick leaves it out")
        );
    }

    private static NginxCaching Of(bool isQuick)
    {
        var scenario = new NginxCaching();
        var request = RunRequest.ToLookAt(scenario.Name);
        scenario.Configure(
            isQuick
                ? request with
                {
                    Parameters = new Dictionary<string, string> { ["quick"] = bool.TrueString },
                }
                : request
        );
        return scenario;
    }

    private static IEnumerable<string> Steps(NginxCaching scenario) =>
        scenario.Declare().SelectMany(phase => phase.Steps).Select(step => step.Id);
}
