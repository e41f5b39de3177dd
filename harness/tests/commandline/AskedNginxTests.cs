using System.Text.Json;
using Verify.Fixtures.Nginx;
using Verify.Scenarios.Cli.Config.Check;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>config check asks the nginx that is installed, and that has the last word.</summary>
[CancelAfter(Hang.Milliseconds)]
[Waits, Parallelizable]
public sealed class AskedNginxTests
{
    // Nothing of ours knows which modules there are.
    private const string NoSuchModule = "load_module modules/no_such_module.so;\nevents { }\n";

    [Test]
    public async Task What_only_nginx_refuses_fails_with_its_words_and_their_place(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        folder.Publish("n.conf", NoSuchModule);

        var ended = await CheckAsync(ct, folder.File("n.conf"));

        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Match(@"(?m)^error  \S+/n\.conf:1  \(nginx -t\)  dlopen\(\) .*no_such_module\.so")
                .And.Match(@"nginx \d+\.\d+\.\d+ refuses this\. 1 error, 0 warnings")
        );
        var document = JsonDocument.Parse(
            (await CheckAsync(ct, folder.File("n.conf"), "--json")).Stdout
        );
        var nginx = document.RootElement.GetProperty("nginx");
        Assert.That(nginx.GetProperty("accepted").GetBoolean(), Is.False);
        Assert.That(
            nginx.GetProperty("messages")[0].GetProperty("file").GetString(),
            Is.EqualTo(folder.File("n.conf"))
        );
        Assert.That(document.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("fail"));
    }

    [Test]
    public async Task What_both_refuse_is_one_error_with_our_reason_and_its_words(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        folder.Publish("n.conf", "events { }\nhttp {\nopen_file_cache_valid 500ms;\n}\n");

        var ended = await CheckAsync(ct, folder.File("n.conf"));

        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain("whole seconds")
                .And.Contain("  nginx itself: \"open_file_cache_valid\" directive invalid value\n")
                .And.Contain("refuses this. 1 error, ")
        );
    }

    [Test]
    public async Task To_be_asked_changes_nothing_on_the_machine_and_needs_none_of_its_users_and_ports(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var conf = $$"""
            user somebody;
            error_log {{folder.Path}}/logs/error.log;
            pid {{folder.Path}}/nginx.pid;
            events { }
            http {
                access_log {{folder.Path}}/access.log;
                client_body_temp_path {{folder.Path}}/bodies;
                upstream other { server other.example:81; }
                server { listen 192.0.2.7:80; location / { proxy_pass http://other; } }
                server { listen 443 ssl; ssl_certificate own.pem; ssl_certificate_key own.key; }
            }
            """;
        folder.Publish("n.conf", conf);

        var ended = await CheckAsync(ct, folder.File("n.conf"));

        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain("accepts this. 0 errors")
                .And.Match(
                    "\nThis machine lacks a certificate or its key: nginx was given stand-ins for .*own.pem"
                )
        );
        Assert.That(
            Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName),
            Is.EqualTo(new[] { "n.conf" })
        );
    }

    [TestCase("events { }\n", 0), TestCase("evnts { }\n", 1)]
    public async Task Without_nginx_one_line_says_that_only_our_own_checks_were_run(
        string conf,
        int exit,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(
            ct,
            $": >/tmp/none; mount -n --bind /tmp/none {NginxService.Nginx.MustFind()}; printf '{conf.Replace("\n", "\\n", StringComparison.Ordinal)}' >/tmp/n.conf"
        );
        await using var program = machine.Verify("config", "check", "/tmp/n.conf");

        var ended = await program.EndAsync(ct);

        Assert.That(ended.ExitCode, Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.EndWith("\nnginx is not installed: only Verify's own checks were run.\n")
        );
    }

    // nginx -t runs a module that is loaded: nobody gets root to do that for him.
    [TestCase("/tmp/n.conf", "chown 65534 /tmp/n.conf", "belongs to")]
    [TestCase("/tmp/n.conf", "chmod 666 /tmp/n.conf", "writable by")]
    [TestCase("/tmp/n.conf", "ln /tmp/n.conf /tmp/other", "hard links")]
    [TestCase("/tmp/d/n.conf", "mkdir -m 777 /tmp/d; cp /tmp/n.conf /tmp/d/", "writable by")]
    [TestCase("/tmp/n.conf", "touch /tmp/m.so; chown 65534 /tmp/m.so", "/tmp/m.so belongs to")]
    public async Task What_another_user_could_have_written_is_read_but_not_run(
        string file,
        string planted,
        string why,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(
            ct,
            $"printf 'load_module /tmp/m.so;\\nevents {{ }}\\n' >/tmp/n.conf; {planted}"
        );
        await using var program = machine.Verify("config", "check", file);

        var ended = await program.EndAsync(ct);

        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain(why).And.EndWith(": only Verify's own checks were run.\n")
        );
        Assert.That(ended.Stdout, Does.Not.Contain("dlopen"));
    }

    [Test]
    public void What_nginx_says_is_taken_apart_into_level_words_and_place()
    {
        var said = NginxMessage.In(
            """
            2026/11/28 05:00:00 [warn] 7#7: conflicting server name "in /x:1" on 0.0.0.0:80, ignored
            nginx: [warn] conflicting server name "in /x:1" on 0.0.0.0:80, ignored
            nginx: [emerg] unknown directive "evnts" in /etc/my nginx/nginx.conf:12
            nginx: configuration file /etc/nginx/nginx.conf test failed
            """
        );

        Assert.That(
            said,
            Is.EqualTo(
                new NginxMessage[]
                {
                    new(
                        "warn",
                        "conflicting server name \"in /x:1\" on 0.0.0.0:80, ignored",
                        null,
                        0
                    ),
                    new("emerg", "unknown directive \"evnts\"", "/etc/my nginx/nginx.conf", 12),
                }
            )
        );
    }

    private static Task<Ended> CheckAsync(CancellationToken ct, params string[] arguments) =>
        VerifyProgram.RunAsync(["config", "check", .. arguments], ct);
}
