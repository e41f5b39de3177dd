using System.Text.RegularExpressions;
using Verify.Reports.Nightly;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using YamlDotNet.RepresentationModel;

namespace Verify.Tests.Nightly;

/// <summary>The workflows of the CI: what they call exists, and they are granted no more than they need.</summary>
public sealed partial class WorkflowTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly string Folder = Path.Combine(Checkout.Root, ".github", "workflows");

    private static IEnumerable<string> Files =>
        Directory.GetFiles(Folder).Select(Path.GetFileName)!;

    [Test]
    public void There_is_one_for_the_night_and_one_for_pull_requests() =>
        Assert.That(Files, Is.EquivalentTo(["nightly.yml", "tests.yml"]));

    [TestCaseSource(nameof(Files))]
    public void It_is_yaml_and_grants_reading_alone_where_nothing_else_is_said(string file)
    {
        var workflow = Read(file);
        Assert.That(
            Keys(workflow),
            Is.SupersetOf(["name", "on", "permissions", "concurrency", "jobs"])
        );
        var granted = (YamlMappingNode)workflow["permissions"];
        Assert.That(granted.Children.Single().ToString(), Is.EqualTo("[contents, read]"));
    }

    [TestCaseSource(nameof(Files))]
    public void Every_action_is_pinned_to_a_whole_version(string file)
    {
        var uses = Steps(file).Select(step => Value(step, "uses")).OfType<string>().ToList();
        Assert.That(uses, Is.Not.Empty);
        foreach (var action in uses)
            Assert.That(action, Does.Match(@"\A[\w./-]+@v\d+\.\d+\.\d+\z"));
    }

    [Test]
    public void The_night_comes_by_itself_and_when_it_is_asked_for() =>
        Assert.That(
            Keys((YamlMappingNode)Read("nightly.yml")["on"]),
            Is.EquivalentTo(["schedule", "workflow_dispatch"])
        );

    [Test]
    public void What_a_failed_night_left_is_kept_all_the_same()
    {
        var kept = Steps("nightly.yml")
            .Where(step =>
                Value(step, "uses") is { } action
                && (action.Contains("/save@") || action.Contains("/upload-"))
            )
            .ToList();
        Assert.That(kept, Has.Count.EqualTo(4));
        foreach (var step in kept)
            Assert.That(Value(step, "if"), Does.StartWith("always()"), $"{step}");
    }

    // The night itself decides: no step after it may hide how it ended.
    [TestCaseSource(nameof(Files))]
    public void No_step_may_fail_unseen(string file) =>
        Assert.That(Steps(file).Select(step => Value(step, "continue-on-error")), Is.All.Null);

    [Test]
    public void Only_a_night_with_a_page_is_published_and_only_there_is_more_granted()
    {
        var jobs = (YamlMappingNode)Read("nightly.yml")["jobs"];
        var publish = (YamlMappingNode)jobs["publish"];
        Assert.That(
            Value(publish, "if"),
            Does.Contain("needs.night.outputs.site == 'success'").And.Contain("default_branch")
        );
        Assert.That(
            Keys((YamlMappingNode)publish["permissions"]),
            Is.EquivalentTo(["pages", "id-token"])
        );
        Assert.That(Keys((YamlMappingNode)jobs["night"]), Does.Not.Contain("permissions"));
        Assert.That(
            Steps("nightly.yml").Single(step => Value(step, "id") == "site")["run"].ToString(),
            Does.Contain($"[ -f site/{NightPage.FileName} ]")
        );
    }

    [Test]
    public void Pages_is_looked_at_before_it_is_written_to()
    {
        var uses = (
            (YamlSequenceNode)
                ((YamlMappingNode)((YamlMappingNode)Read("nightly.yml")["jobs"])["publish"])[
                    "steps"
                ]
        )
            .Cast<YamlMappingNode>()
            .Select(step => Value(step, "uses")!.Split('@')[0]);
        Assert.That(uses, Is.EqualTo(["actions/configure-pages", "actions/deploy-pages"]));
    }

    // Each job's "latest" is one of its runs a second time.
    [Test]
    public void What_is_published_holds_no_run_twice() =>
        Assert.That(
            Steps("nightly.yml").Single(step => Value(step, "id") == "site")["run"].ToString(),
            Does.Contain("find site -type l -delete")
        );

    [Test]
    public void A_pull_request_runs_the_tests()
    {
        Assert.That(Keys((YamlMappingNode)Read("tests.yml")["on"]), Does.Contain("pull_request"));
        Assert.That(Commands("tests.yml"), Has.Some.Contains(".ci/run"));
        Assert.That(Path.Combine(Checkout.Root, ".ci", "run"), Does.Exist);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_real_program_takes_the_words_of_the_night(CancellationToken ct)
    {
        var environment = (YamlMappingNode)
            ((YamlMappingNode)((YamlMappingNode)Read("nightly.yml")["jobs"])["night"])["env"];
        var command = Commands("nightly.yml")
            .Single(line => line.Contains("./run.ps1", StringComparison.Ordinal));
        var words = Words(command[(command.IndexOf("./run.ps1", StringComparison.Ordinal) + 9)..])
            .Select(word => Default(word, environment))
            .ToList();
        Assert.That(words, Does.Contain("nightly").And.Contain("60m"));
        var ended = await VerifyProgram.RunAsync([.. words, "--plan"], ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain("nginx-caching/default"));
    }

    // "$BUDGET", by what the workflow sets it to where nobody is asked: ${{ inputs.budget || '60m' }}.
    private static string Default(string word, YamlMappingNode environment) =>
        word.StartsWith('$')
            ? Alternative().Match(environment[word[1..]].ToString()) is { Success: true } found
                ? found.Groups["value"].Value
                : environment[word[1..]].ToString()
            : word;

    private static IEnumerable<string> Words(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"'));

    private static IEnumerable<string> Commands(string file) =>
        Steps(file).Select(step => Value(step, "run")).OfType<string>();

    private static IEnumerable<YamlMappingNode> Steps(string file) =>
        ((YamlMappingNode)Read(file)["jobs"])
            .Children.Values.Cast<YamlMappingNode>()
            .SelectMany(job => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>());

    private static YamlMappingNode Read(string file)
    {
        using var text = new StreamReader(Path.Combine(Folder, file));
        var stream = new YamlStream();
        stream.Load(text);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static IEnumerable<string> Keys(YamlMappingNode node) =>
        node.Children.Keys.Select(key => $"{key}");

    private static string? Value(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? $"{value}" : null;

    [GeneratedRegex(@"\|\| '(?<value>[^']*)'")]
    private static partial Regex Alternative();
}
