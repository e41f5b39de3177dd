using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>Bad input: exit 2, one message that names the value and what is allowed, and nothing made.</summary>
[Parallelizable]
public sealed class BadInputTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Scenario = "scenario nginx-caching ";

    [TestCase("", "--help")]
    [TestCase("scenaro", "'scenaro'|scenario, list, plan|Did you mean 'scenario'?")]
    [TestCase("scenario", "'name'|--help")]
    [TestCase(
        "--profile low-latency scenario nginx-caching",
        "'--profile' stands before the verb|Type: ./run.ps1 scenario nginx-caching --profile low-latency"
    )]
    [TestCase("--json list", "'--json' stands before|Type: ./run.ps1 list --json")]
    [TestCase("nginx-caching", "a scenario, not a verb|Type: ./run.ps1 scenario nginx-caching")]
    [TestCase("profile-refactor --phase 0", "Type: ./run.ps1 scenario profile-refactor --phase 0")]
    [TestCase("help", "Type: ./run.ps1 --help")]
    [TestCase("help scenario", "Type: ./run.ps1 scenario --help")]
    [TestCase("help nope", "Type: ./run.ps1 --help")]
    [TestCase("lint a.m3u8", "a part of 'playlist'|Type: ./run.ps1 playlist lint a.m3u8")]
    [TestCase("scenaro nginx-caching", "Type: ./run.ps1 scenario nginx-caching")]
    [TestCase(
        "drill nginx-caching --quik --plan",
        "Did you mean '--quick'?|Type: ./run.ps1 drill nginx-caching --quick --plan"
    )]
    [TestCase("plan nginx", "Did you mean 'nginx-caching'?|Type: ./run.ps1 plan nginx-caching")]
    [TestCase("doctor nginx-cachin", "Type: ./run.ps1 doctor nginx-caching")]
    [TestCase(
        "scenario nginx-cachin",
        "'nginx-cachin'|are: cdn-edge, config-consistency, nginx-caching|Did you mean"
    )]
    [TestCase("plan nginx", "'nginx'|are: cdn-edge, config-consistency, nginx-caching")]
    [TestCase(Scenario + "extra", "'extra'")]
    [TestCase(
        Scenario + "--profil default",
        "'--profil'|--profile, --set|Did you mean '--profile'?"
    )]
    [TestCase(Scenario + "--profile", "'--profile'|--help")]
    [TestCase(Scenario + "--profile low-latncy", "'low-latncy'|4k-abr|Did you mean 'low-latency'?")]
    [TestCase(Scenario + "--phase 9", "9|0, 1, 2, 3, 3B, 4, 5, 5B, 5C, 6")]
    [TestCase(Scenario + "--phase 2,3C", "3C|0, 1, 2, 3, 3B, 4, 5, 5B, 5C, 6")]
    [TestCase(Scenario + "--phase ,", "--phase|0, 1, 2, 3, 3B, 4, 5, 5B, 5C, 6")]
    [TestCase(Scenario + "--set hls.lstSize=3", "hls.lstSize|hls.listSize")]
    [TestCase(Scenario + "--set hls.listSize=0", "hls.listSize: '0'|from 1 to 1000")]
    [TestCase(Scenario + "--set hls.listSize=ten", "hls.listSize: 'ten'|from 1 to 1000")]
    [TestCase(Scenario + "--set video.bitrate=fast", "video.bitrate: 'fast'|such as 2000k")]
    [TestCase(Scenario + "--set hls.listSize", "'hls.listSize'|key=value")]
    [TestCase(Scenario + "--set =3", "'=3'|key=value")]
    [TestCase(Scenario + "--set hls.listSize=3 --set hls.listSize=4", "hls.listSize|twice")]
    [TestCase("plan nginx-caching --set hls.listSize=0", "hls.listSize: '0'|from 1 to 1000")]
    [TestCase(
        "scenario profile-refactor --profile tap --set a.b=c --rollback never",
        "profile-refactor does not take --profile, --set, --rollback|options of nginx-caching|--phase, --plan"
    )]
    [TestCase(
        "plan profile-refactor --target http://127.0.0.1/",
        "--target|profile-refactor|nginx-caching"
    )]
    [TestCase(
        "plan profile-refactor --target=http://127.0.0.1/",
        "take --target (an option of cdn-edge, nginx-caching and nix-cache)"
    )]
    [TestCase("profiles show nope", "'nope'|default")]
    [TestCase("profiles nope", "'nope'|origin|swarm|show")]
    [TestCase("report nope", "'nope'")]
    [TestCase("report --single-file --serve", "--single-file|--serve|exclude")]
    [TestCase("report --json --serve", "--json|--serve|exclude")]
    [TestCase("report --json --single-file --open", "--json|--open|exclude")]
    [TestCase("report --port 8080", "--port|--serve")]
    [TestCase("report --serve --port 0", "--port '0'|from 1 to 65535")]
    [TestCase("report --serve --port 65536", "--port '65536'|from 1 to 65535")]
    [TestCase("report --serve --port http", "--port 'http'|from 1 to 65535")]
    [TestCase("report --serv", "'--serv'|Did you mean '--serve'?")]
    [TestCase("list extra", "'extra'")]
    [TestCase("inside /tmp", "'inside'|scenario NAME")]
    [TestCase("drill", "'name'|--help")]
    [TestCase("drill nope", "'nope'|are: cdn-edge, config-consistency, nginx-caching")]
    [TestCase(
        "drill nginx-cachin",
        "'nginx-cachin'|are: cdn-edge, config-consistency, nginx-caching|Did you mean"
    )]
    [TestCase("drill nginx-caching --phase 9", "9|0, 1, 2, 3, 3B, 4, 5, 5B, 5C, 6")]
    [TestCase("drill nginx-caching --random 0", "--random 0|from 1 up")]
    [TestCase("drill nginx-caching --random x", "--random x|from 1 up")]
    [TestCase("drill nginx-caching --random 3 --quick", "--random|--quick")]
    [TestCase("drill nginx-caching --random 3 --phase 2", "--random|--phase")]
    [TestCase("drill nginx-caching --seed 1", "--seed|--random N")]
    [TestCase("drill nginx-caching --random 3 --seed -1", "--seed -1|from 0 up")]
    [TestCase("drill nginx-caching --plan extra", "'extra'")]
    [TestCase("drill nginx-caching --parallel 0", "--parallel 0|from 1 to 16")]
    [TestCase("drill nginx-caching --quik", "'--quik'|Did you mean '--quick'?")]
    [TestCase("drill-cells /tmp", "'drill-cells'|drill NAME")]
    [TestCase("carry-out /tmp", "'carry-out'|drill NAME")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Bad_input_is_refused_by_name_and_nothing_is_made(
        string line,
        string named,
        CancellationToken ct
    )
    {
        var before = Made();
        var ended = await VerifyProgram.RunAsync(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ct
        );
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stderr);
        Assert.That(ended.Stdout, Is.Empty);
        Assert.That(ended.Stderr, Does.StartWith("verify: ").And.EndsWith("\n"));
        Assert.That(ended.Stderr.TrimEnd(), Does.Not.Contain("\n"), "one message");
        foreach (var word in named.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
        Assert.That(Made(), Is.EqualTo(before), "nothing is made");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_value_is_taken_as_it_was_given_with_its_spaces_and_quotes(
        CancellationToken ct
    )
    {
        const string odd = "two  words 'and' \"quotes\" $HOME *";
        var ended = await VerifyProgram.RunAsync(["scenario", odd], ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2));
        Assert.That(ended.Stderr, Does.Contain($"'{odd}'"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_run_with_an_empty_name_is_refused(CancellationToken ct)
    {
        var ended = await VerifyProgram.RunAsync(["rollback", ""], ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("empty name").And.Contain("leave it out"));
    }

    [TestCase("report", "", "empty name|leave it out")]
    [TestCase("scenario nginx-caching --plan --out", "", "--out is empty")]
    [TestCase("scenario nginx-caching --out", "  ", "--out is empty")]
    [TestCase("nightly --plan --out", "", "--out is empty")]
    [TestCase("nightly --plan --history", "", "--history ''")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task An_empty_text_is_no_name_of_a_file(
        string line,
        string empty,
        string named,
        CancellationToken ct
    )
    {
        var before = Made();
        var ended = await VerifyProgram.RunAsync([.. line.Split(' '), empty], ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stderr);
        foreach (var word in named.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
        Assert.That(Made(), Is.EqualTo(before), "nothing is made");
    }

    // So that whoever is not sure whether a rollback came to its end may ask for it again.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_tree_in_which_nothing_was_left_needs_no_rollback(CancellationToken ct)
    {
        using var tree = new TempFolder();
        var ended = await VerifyProgram.RunAsync(["rollback", tree.Path], ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain("Nothing to undo").And.Contain(tree.Path));
    }

    // The scenario itself may be running beside these tests, in a folder of its own.
    private static string[] Made() =>
        Directory.Exists(Checkout.Out)
            ?
            [
                .. Directory
                    .GetFileSystemEntries(Checkout.Out)
                    .Where(entry => Path.GetFileName(entry) != "tests"),
            ]
            : [];
}
