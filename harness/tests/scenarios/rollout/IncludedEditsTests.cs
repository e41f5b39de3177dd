using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Rollouts;
using Verify.Scenarios.Target;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.Rollout;

/// <summary>The included change on configurations of others': made where each directive is in force, in whatever file.</summary>
[Parallelizable]
public sealed class IncludedEditsTests
{
    private static readonly OriginProfile Profile = Profiles.Shipped.Origin.Get("default");

    private static string Max => $"max={Profile.Derived.OpenFileCacheMax}";

    private const string Main = """
        events { worker_connections 512; }
        http {
            open_file_cache max=10000 inactive=30s;
            open_file_cache_valid 10s;
            include sites-enabled/*;
        }

        """;

    private const string Site = """
        server {
            listen 80;
            root /srv/live;
            location ~ \.m3u8$ {
                add_header Cache-Control "max-age=1";
            }
            location ~ \.ts$ {
                expires 1h;
            }
        }

        """;

    [Test]
    public void Each_directive_is_set_in_the_file_where_it_is_in_force()
    {
        using var tree = new TempFolder();
        var (edits, expected) = Make(tree, Main, Site);

        Assert.That(
            edits.Select(edit => Path.GetRelativePath(tree.Path, edit.Path)),
            Is.EqualTo(new[] { "nginx.conf", "sites-enabled/stream" })
        );
        Assert.That(
            Text(edits[0]),
            Is.EqualTo(
                Main.Replace("max=10000", Max, StringComparison.Ordinal)
                    .Replace(
                        "{ worker_connections",
                        "{ multi_accept on; worker_connections",
                        StringComparison.Ordinal
                    )
            )
        );
        Assert.That(
            Text(edits[1]),
            Is.EqualTo(
                Site.Replace(
                        "m3u8$ {",
                        "m3u8$ {\n        open_file_cache_valid 1s;\n        output_buffers 1 4k;",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "ts$ {",
                        "ts$ {\n        output_buffers 2 256k;",
                        StringComparison.Ordinal
                    )
            )
        );
        // What it comes to is what the diff of the two finds, and nothing else.
        foreach (var edit in edits)
            File.WriteAllBytes(edit.Path, edit.Content);
        Assert.That(
            ConfDiff
                .Semantic(Parsed(Main, Site), NginxConf.Load(tree.File("nginx.conf")))
                .Select(change => (change.Context, change.Directive, change.Old, change.New)),
            Is.EquivalentTo(expected.Select(one => (one.Context, one.Directive, one.Old, one.New)))
        );
    }

    [Test]
    public void What_a_location_says_already_is_replaced_and_not_said_twice()
    {
        using var tree = new TempFolder();
        var (edits, expected) = Make(
            tree,
            Main,
            Site.Replace(
                "add_header Cache",
                "open_file_cache_valid 5s; add_header Cache",
                StringComparison.Ordinal
            )
        );

        Assert.That(Text(edits[1]), Does.Contain("open_file_cache_valid 1s; add_header"));
        Assert.That(Text(edits[1]), Does.Not.Contain("5s"));
        Assert.That(
            expected.Select(one => (one.Directive, one.Old, one.New)),
            Does.Contain(("open_file_cache_valid", "5s", "1s"))
        );
    }

    [TestCase("location / { }", "the location of the playlists answers the segments too")]
    [TestCase("", "no location answers the playlists, but the server itself")]
    [TestCase(@"open_file_cache off; location ~ m3u8 { }", "no open_file_cache is in force there")]
    public void Where_it_cannot_be_made_it_says_what_to_write_where(string locations, string why)
    {
        using var tree = new TempFolder();
        Assert.That(
            () => Make(tree, Main, $"server {{ listen 80; root /srv/live; {locations} }}"),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains(why)
                .And.Message.Contains("/hls/live.m3u8: http/server")
                .And.Message.Contains("sites-enabled/stream:1")
                .And.Message.Contains("open_file_cache_valid 1s;")
                .And.Message.Contains("--candidate FILE")
        );
    }

    private static (IReadOnlyList<TreeEdit> Edits, IReadOnlyList<ExpectedChange> Expected) Make(
        TempFolder tree,
        string main,
        string site
    )
    {
        Write(tree, main, site);
        var loaded = ServerConfiguration.Load(tree.File("nginx.conf"));
        var asked = new AskedServer(loaded.Conf, new(80, "127.0.0.1"), "/");
        var live = new LivePlaylist(
            TargetOrigin.At("http://127.0.0.1/hls/live.m3u8"),
            asked.Server!,
            "/hls/live.m3u8",
            "/srv/live/hls/live.m3u8",
            "/hls/live7.ts",
            "/srv/live/hls/live7.ts",
            null
        );
        return new IncludedEdits(Profile, loaded, [new(live, asked, asked)]).Make();
    }

    private static NginxConf Parsed(string main, string site)
    {
        using var tree = new TempFolder();
        Write(tree, main, site);
        return NginxConf.Load(tree.File("nginx.conf"));
    }

    private static void Write(TempFolder tree, string main, string site)
    {
        Directory.CreateDirectory(tree.File("sites-enabled"));
        File.WriteAllText(tree.File("nginx.conf"), main);
        File.WriteAllText(tree.File("sites-enabled/stream"), site);
    }

    private static string Text(TreeEdit edit) => System.Text.Encoding.UTF8.GetString(edit.Content);
}
