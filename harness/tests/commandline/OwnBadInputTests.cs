using System.Globalization;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>Configurations, lists and targets that cannot be used: exit 2, one message, and nothing made.</summary>
[Parallelizable]
public sealed class OwnBadInputTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Serving = "events { }\nhttp {\n server { listen 80; root /srv/a; }\n}\n";
    private const int HugeBytes = 50 * 1024 * 1024;

    [TestCase("--baseline {ok}", "--baseline needs --candidate")]
    [TestCase("--candidate {ok}", "--candidate needs --baseline")]
    [TestCase("--expect included", "--expect|--baseline and --candidate")]
    [TestCase("--baseline {ok} --candidate {ok} --no-lab", "--no-lab")]
    [TestCase("--baseline {ok} --candidate {ok} --expect {none}", "--expect {none}|'included'")]
    [TestCase("--baseline {ok} --candidate {ok} --expect {pipe}", "--expect {pipe} is a pipe")]
    [TestCase("--baseline {ok} --candidate {ok} --expect {ok}", "--expect {ok}:1|not JSON")]
    [TestCase("--target http://127.0.0.1:1/ --baseline {ok} --candidate {ok}", "--target")]
    [TestCase("--target http://127.0.0.1:1/ --expect {ok}", "--target")]
    [TestCase("--target http://127.0.0.1:1/ --keep", "--keep|--target")]
    [TestCase("--target ftp://x", "--target ftp://x|http")]
    [TestCase("--target nonsense", "--target nonsense|http")]
    [TestCase("--target {empty-text}", "--target is empty")]
    [TestCase("--baseline {empty-text} --candidate {ok}", "--baseline is empty")]
    [TestCase("--baseline {ok} --candidate {ok} --expect {empty-text}", "--expect is empty")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Options_that_make_no_run_are_refused(
        string line,
        string named,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        await MustRefuseAsync(folder, line, named, ct);
    }

    [TestCase("{none}", "{none}|No such file")]
    [TestCase("{folder}", "is a folder")]
    [TestCase("{pipe}", "{pipe} is a pipe")]
    [TestCase("{empty}", "{empty} is empty")]
    [TestCase("{binary}", "{binary}:2 is binary")]
    [TestCase("{unbalanced}", "{unbalanced}:3|expecting \"}\"")]
    [TestCase("{huge}", "{huge} is 52428800 bytes|at most")]
    [TestCase("{self}", "{self}:2|never ends")]
    [TestCase("{proxy}", "serves no .m3u8|{proxy}:3|proxy_pass")]
    [TestCase("{tls}", "serves no .m3u8|{tls}:3|TLS only")]
    [TestCase("{returns}", "serves no .m3u8|{returns}:3|return 200")]
    [TestCase("{root}", "{root}:3|/ cannot be covered by a tmpfs")]
    [TestCase("{etc}", "{etc}:3|/etc cannot be covered by a tmpfs")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_configuration_that_cannot_be_served_is_refused_by_option_file_and_line(
        string file,
        string named,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        await MustRefuseAsync(
            folder,
            $"--baseline {file} --candidate {{ok}}",
            $"verify: --baseline: |{named}",
            ct
        );
        await MustRefuseAsync(
            folder,
            $"--baseline {{ok}} --candidate {file}",
            $"verify: --candidate: |{named}",
            ct
        );
    }

    [TestCase("{other-root}", "no folder in common|{ok}:3|{other-root}:3|/srv/a|/srv/b")]
    [TestCase("{other-path}", "served as /|as /x/|{ok}:3|{other-path}:3")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Two_that_cannot_be_compared_are_told_apart(
        string candidate,
        string named,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        await MustRefuseAsync(
            folder,
            $"--baseline {{ok}} --candidate {candidate}",
            $"--baseline and --candidate: |{named}",
            ct
        );
    }

    [TestCase("--baseline"), TestCase("--candidate"), CancelAfter(PatienceMilliseconds)]
    public async Task A_configuration_of_somebody_else_that_may_not_be_read_is_refused(
        string option,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(
            ct,
            "mkdir /tmp/site; echo 'events { } http { server { root /srv/a; } }' >/tmp/site/open; "
                + "cp /tmp/site/open /tmp/site/closed; chmod 600 /tmp/site/closed"
        );
        var other = option == "--baseline" ? "--candidate" : "--baseline";
        await using var program = machine.VerifyAsNobody(
            "scenario",
            "nginx-caching",
            option,
            "/tmp/site/closed",
            other,
            "/tmp/site/open",
            "--out",
            Machine.Out
        );
        MustBeUsage(await program.EndAsync(ct), $"{option}: |/tmp/site/closed|denied");
        Assert.That(Directory.EnumerateFileSystemEntries(machine.Path(Machine.Out)), Is.Empty);
    }

    private static async Task MustRefuseAsync(
        TempFolder folder,
        string line,
        string named,
        CancellationToken ct
    )
    {
        var ended = await VerifyProgram.RunAsync(
            [
                "scenario",
                "nginx-caching",
                .. await Task.WhenAll(line.Split(' ').Select(word => InAsync(folder, word, ct))),
                "--out",
                folder.File("out"),
            ],
            ct
        );
        MustBeUsage(ended, await InAsync(folder, named, ct));
        Assert.That(folder.File("out"), Does.Not.Exist);
    }

    private static void MustBeUsage(Ended ended, string named)
    {
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Is.Empty);
        Assert.That(ended.Stderr, Does.StartWith("verify: "));
        // What was looked at may be many places, one a line; what follows the first is never another error.
        Assert.That(ended.Stderr.Split("verify: "), Has.Length.EqualTo(2), "one message");
        foreach (var word in named.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
        Assert.That(ended.Stderr, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
    }

    // "{name}" stands for a file of that kind, which is made where it is named.
    private static async Task<string> InAsync(TempFolder folder, string text, CancellationToken ct)
    {
        text = text.Replace("{empty-text}", "", StringComparison.Ordinal)
            .Replace("{folder}", folder.Path, StringComparison.Ordinal);
        foreach (var name in Kinds.Keys.Append("none").Append("pipe").Append("huge"))
        {
            if (!text.Contains($"{{{name}}}", StringComparison.Ordinal))
                continue;
            var file = folder.File($"{name}.conf");
            text = text.Replace($"{{{name}}}", file, StringComparison.Ordinal);
            if (Path.Exists(file))
                continue;
            if (Kinds.TryGetValue(name, out var content))
                await File.WriteAllTextAsync(file, content, ct);
            else if (name == "pipe")
                await Verify.Engine.Programs.Command.MustAsync(["mkfifo", file], ct);
            else if (name == "huge")
            {
                await using var huge = File.Create(file);
                huge.SetLength(HugeBytes);
            }
        }
        return text;
    }

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["ok"] = Serving,
        ["empty"] = "",
        ["binary"] = "events { }\n\0",
        ["unbalanced"] = "events { }\nhttp {\n",
        ["self"] = "events { }\nhttp { include self.conf; }\n",
        ["proxy"] = Of("listen 80; location / { proxy_pass http://127.0.0.1:1; }"),
        ["tls"] = Of("listen 443 ssl; root /srv/a;"),
        ["returns"] = Of("listen 80; return 200;"),
        ["root"] = Of("listen 80; root /;"),
        ["etc"] = Of("listen 80; root /etc;"),
        ["other-root"] = Of("listen 80; root /srv/b;"),
        ["other-path"] = Of("listen 80; location /x/ { alias /srv/a/; }"),
    };

    private static string Of(string server) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"events {{ }}\nhttp {{\n server {{ {server} }}\n}}\n"
        );
}
