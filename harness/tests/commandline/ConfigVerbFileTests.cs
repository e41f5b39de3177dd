using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Nginx;

namespace Verify.Tests.Commandline;

/// <summary>Files that are no configuration, given to config diff, effective and check.</summary>
[Parallelizable]
public sealed class ConfigVerbFileTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private static readonly string Baseline = Path.Combine(Golden.Folder(), "baseline.conf");

    // What stands in the folder: file, how it is made, what the message says.
    private static readonly (string File, string Made, string Says)[] Bad =
    [
        ("none.conf", "", "none.conf|No such file"),
        ("folder.conf", "mkdir folder.conf", "folder.conf|a folder"),
        ("pipe.conf", "mkfifo pipe.conf", "pipe.conf|a pipe"),
        ("zero.conf", "ln -s /dev/zero zero.conf", "zero.conf|a device"),
        ("loop.conf", "ln -s loop.conf loop.conf", "loop.conf|symbolic links"),
        ("empty.conf", ": >empty.conf", "empty.conf|empty"),
        (
            "binary.conf",
            "printf 'events { }\\n\\n\\000' >binary.conf",
            "binary.conf:3|NUL|plain text"
        ),
        (
            "open.conf",
            "printf 'events {\\nhttp {\\n}\\n' >open.conf",
            "open.conf:4|end of file|\"events\"|line 1"
        ),
        (
            "closed.conf",
            "printf 'events { }\\n}\\n' >closed.conf",
            "closed.conf:2|unexpected \"}\""
        ),
        (
            "quote.conf",
            "printf 'events { }\\nuser \"x;\\n' >quote.conf",
            "quote.conf:3|line 2|never closed"
        ),
        (
            "semi.conf",
            "printf 'events { }\\nhttp { sendfile on }\\n' >semi.conf",
            "semi.conf:2|not terminated"
        ),
        ("big.conf", "truncate -s 50M big.conf", "big.conf|52428800|5242880"),
        ("self.conf", "echo 'include s*lf.conf;' >self.conf", "self.conf:1|never ends"),
        (
            "gone.conf",
            "printf 'events { }\\ninclude gone/x.conf;' >gone.conf",
            "gone.conf:2|gone/x.conf|No such file"
        ),
        ("inpipe.conf", "mkfifo p; printf '\\n\\ninclude p;' >inpipe.conf", "inpipe.conf:3|a pipe"),
        (
            "deep.conf",
            "for i in $(seq 150); do printf 'a {'; done >deep.conf",
            "deep.conf:1|nested more than 100"
        ),
        (
            "chain.conf",
            "cp /dev/null c200; i=0; while [ $i -lt 200 ]; do n=$((i+1)); echo \"include c$n;\" >c$i; i=$n; done; echo 'include c0;' >chain.conf",
            ":1|nested more than 100"
        ),
    ];

    private static IEnumerable<TestCaseData> BadCalls() =>
        from bad in Bad
        from call in (string[])
            [
                "check FILE",
                "effective FILE --location /",
                "diff FILE GOOD",
                "diff GOOD FILE --unified",
            ]
        // One subcommand for all kinds of file, each subcommand for some.
        where call == "check FILE" || bad.File is "none.conf" or "open.conf" or "big.conf"
        select new TestCaseData(call, bad.File, bad.Made, bad.Says).SetArgDisplayNames(
            call,
            bad.File
        );

    [TestCaseSource(nameof(BadCalls)), CancelAfter(PatienceMilliseconds)]
    public async Task What_cannot_be_read_as_a_configuration_is_refused_in_one_message(
        string call,
        string file,
        string made,
        string says,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        ConfigVerbTests.Shell(folder.Path, made);
        var ended = await VerifyProgram.RunAsync(
            [
                "config",
                .. call.Split(' ')
                    .Select(word =>
                        word == "FILE" ? folder.File(file)
                        : word == "GOOD" ? Baseline
                        : word
                    ),
            ],
            ct
        );
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Is.Empty);
        Assert.That(ended.Stderr, Does.StartWith("verify: "));
        Assert.That(ended.Stderr.TrimEnd(), Does.Not.Contain("\n"), "one message");
        foreach (var word in says.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
    }
}
