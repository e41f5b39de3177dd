using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Nginx;

namespace Verify.Tests.Commandline;

/// <summary>config diff, effective and check as a user calls them.</summary>
[Parallelizable]
public sealed class ConfigVerbTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private static readonly string Baseline = Path.Combine(Golden.Folder(), "baseline.conf");
    private static readonly string Candidate = Path.Combine(Golden.Folder(), "candidate.conf");
    private static readonly string Refused = Path.Combine(Golden.Folder(), "candidate-500ms.conf");

    [TestCase("effective|FILE", "--location")]
    [TestCase("effective|FILE|--location|live/x", "'live/x'|slash|/live/x")]
    [TestCase("effective|FILE|--location|/../x", "'/../x'|400")]
    [TestCase("effective|FILE|--location|/%zz", "'/%zz'|400")]
    [TestCase("effective|FILE|--location|/a%00", "'/a%00'|400")]
    [TestCase("effective|FILE|--location|/|--port|1", "port 1|Ports: 17080")]
    [TestCase("effective|FILE|--location|/|--port|x", "'x'|--port")]
    [TestCase(
        "effective|FILE|--location|/|--directive|open_file_cache_vaild",
        "'open_file_cache_vaild'|Did you mean 'open_file_cache_valid'?"
    )]
    [TestCase("diff|FILE", "'B'|config diff --help")]
    [TestCase("dif", "'dif'|diff, effective, check|Did you mean 'diff'?")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_call_that_is_wrong_is_explained(
        string line,
        string says,
        CancellationToken ct
    )
    {
        var ended = await Run(
            ct,
            [.. line.Split('|').Select(word => word == "FILE" ? Baseline : word)]
        );
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout);
        foreach (var word in says.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_difference_is_no_failure_and_is_shown_where_it_counts(CancellationToken ct)
    {
        var same = await Run(ct, "diff", Baseline, Baseline);
        Assert.That(
            (same.ExitCode, same.Stdout),
            Is.EqualTo(
                (0, "No difference: both mean the same to nginx, and have the same comments.\n")
            )
        );
        var ended = await Run(ct, "diff", Baseline, Candidate);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain("max=51 inactive=30s").And.Contain($"{Candidate}:36")
        );
        Assert.That(
            ended.Stdout,
            Does.Contain("in force at http/server/location ~ \\.m3u8$: 10s -> 1s")
        );
        Assert.That(ended.Stdout, Does.Contain("3 added, 1 changed, 4 comment-only"));
        Assert.That(ended.Stdout, Does.Not.Contain("\e"));

        using var document = await Json(ct, "diff", Baseline, Candidate, "--json");
        var cache = document.RootElement.GetProperty("changes")[0];
        Assert.That(cache.GetProperty("kind").GetString(), Is.EqualTo("changed"));
        Assert.That(cache.GetProperty("after").GetProperty("line").GetInt32(), Is.EqualTo(36));
        Assert.That(
            cache
                .GetProperty("effects")
                .EnumerateArray()
                .Select(effect => effect.GetProperty("context").GetString()),
            Does.Contain("http/server/location ~ \\.ts$")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_unified_diff_is_what_diff_writes_with_included_files_and_foreign_bytes(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        Shell(
            folder.Path,
            """
            mkdir a b; for d in a b; do printf 'events { } # \301\302\n' >$d/nginx.conf; echo 'include m.conf;' >>$d/nginx.conf; done
            echo 'env A;' >a/m.conf; echo 'env B;' >b/m.conf; echo 'env C;' >>a/nginx.conf
            diff -u a/nginx.conf b/nginx.conf >plain; diff -u $PWD/a/m.conf $PWD/b/m.conf >>plain; sed -i '/^[-+][-+][-+] /s/\t.*//' plain
            """
        );
        await Run(ct, "diff", "a/nginx.conf", "b/nginx.conf");
        var output = Shell(
            folder.Path,
            $"'{string.Join("' '", VerifyProgram.Line)}' config diff a/nginx.conf b/nginx.conf --unified >ours; cmp plain ours"
        );
        Assert.That(output, Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_value_in_force_says_where_it_comes_from_and_what_it_hides(
        CancellationToken ct
    )
    {
        var ended = await Run(
            ct,
            "effective",
            Candidate,
            "--location",
            "/live/stream.m3u8?x=1",
            "--directive",
            "open_file_cache_valid",
            "--directive",
            "etag"
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain("location ~ \\.m3u8$")
                .And.Contain("it wins over the prefix /")
                .And.Contain("'?x=1' takes no part")
                .And.Contain("instead of 10s (set in http,")
                .And.Match(@"etag +on +default +nginx's default")
        );
        using var document = await Json(
            ct,
            "effective",
            Candidate,
            "--location",
            "/x.ts",
            "--json"
        );
        var names = document
            .RootElement.GetProperty("directives")
            .EnumerateArray()
            .Select(it => it.GetProperty("directive").GetString())
            .ToList();
        Assert.That(
            names,
            Does.Contain("open_file_cache").And.Contain("expires").And.Contain("root")
        );
        Assert.That(names, Is.Unique);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Headers_that_a_location_drops_are_named(CancellationToken ct)
    {
        using var folder = new TempFolder();
        folder.Publish(
            "n.conf",
            "events { }\nhttp { server { listen 80; add_header A 1;\nlocation / { add_header B 2; } } }\n"
        );
        var ended = await Run(
            ct,
            "effective",
            folder.File("n.conf"),
            "--location",
            "/",
            "--directive",
            "add_header"
        );
        Assert.That(
            ended.Stdout,
            Does.Contain("dropped: add_header A 1 (set in http/server,").And.Contain("n.conf:2")
        );
        Assert.That(
            (await Run(ct, "check", folder.File("n.conf"))).Stdout,
            Does.Contain("headers-dropped")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_configuration_that_nginx_would_refuse_fails_and_says_where_and_why(
        CancellationToken ct
    )
    {
        var ended = await Run(ct, "check", Refused);
        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain($"{Refused}:90").And.Contain("whole seconds").And.Contain("1 error,")
        );
        using var document = await Json(ct, "check", Candidate, "--json");
        Assert.That(document.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("pass"));
        Assert.That(document.RootElement.GetProperty("files").GetArrayLength(), Is.EqualTo(2));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Odd_bytes_that_nginx_takes_are_taken_and_the_mark_that_it_refuses_fails(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        Shell(
            folder.Path,
            """printf '# \301\302\r\nevents { }\r\n' >crlf.conf; printf '\357\273\277events { }\n' >bom.conf"""
        );
        Assert.That((await Run(ct, "check", folder.File("crlf.conf"))).ExitCode, Is.Zero);
        var bom = await Run(ct, "check", folder.File("bom.conf"));
        Assert.That(bom.ExitCode, Is.EqualTo(1));
        Assert.That(bom.Stdout, Does.Contain("byte order mark"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_block_of_pages_is_cut_in_the_table_and_defaults_are_values_too(
        CancellationToken ct
    )
    {
        string[] call =
        [
            "effective",
            Candidate,
            "--location",
            "/x.ts",
            "--directive",
            "types",
            "--directive",
            "fastcgi_read_timeout",
        ];
        var ended = await Run(ct, call);
        Assert.That(ended.Stdout.Split('\n').Max(line => line.Length), Is.LessThan(300));
        Assert.That(ended.Stdout, Does.Match("fastcgi_read_timeout +60s +default"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_unit_where_a_number_is_meant_is_named(CancellationToken ct)
    {
        using var folder = new TempFolder();
        folder.Publish(
            "n.conf",
            "worker_processes 2k;\nevents { worker_connections 10G; }\nhttp { open_file_cache_min_uses 1m; }\n"
        );
        var ended = await Run(ct, "check", folder.File("n.conf"));
        foreach (var unit in "kGm")
            Assert.That(ended.Stdout, Does.Contain($"takes no unit '{unit}'"));
    }

    private static Task<Ended> Run(CancellationToken ct, params string[] arguments) =>
        VerifyProgram.RunAsync(["config", .. arguments], ct);

    private static async Task<JsonDocument> Json(CancellationToken ct, params string[] arguments)
    {
        var ended = await Run(ct, arguments);
        Assert.That(ended.Stderr, Is.Empty);
        return JsonDocument.Parse(ended.Stdout);
    }

    internal static string Shell(string folder, string script)
    {
        var start = new ProcessStartInfo("sh")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        using var shell = Process.Start(start)!;
        var said = new StringBuilder(shell.StandardOutput.ReadToEnd()).Append(
            shell.StandardError.ReadToEnd()
        );
        shell.WaitForExit();
        return said.ToString();
    }
}
