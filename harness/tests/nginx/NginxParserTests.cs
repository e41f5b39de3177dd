using System.Text;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

[Parallelizable]
public sealed class NginxParserTests
{
    private static Directive Only(string text) =>
        NginxConf.Parse(text, "test.conf").Main.Nodes.OfType<Directive>().Single();

    [TestCase("root /var/hls;", "root", "/var/hls")]
    [TestCase("add_header 'X-A' \"b c\";", "add_header", "X-A", "b c")]
    [TestCase("return 200 \"OK\\n\";", "return", "200", "OK\n")]
    [TestCase("return 200 a\\ b;", "return", "200", "a\\ b")]
    [TestCase("set $a ${b}_c;", "set", "$a", "${b}_c")]
    [TestCase("return 200 'it''s';", null)]
    [TestCase("return 200 'it\\'s';", "return", "200", "it's")]
    [TestCase("rewrite ^/(.{2,3})$ /x;", null)]
    [TestCase("rewrite \"^/(.{2,3})$\" /x;", "rewrite", "^/(.{2,3})$", "/x")]
    [TestCase("default_type '';", "default_type", "")]
    [TestCase("root /a#b;", "root", "/a#b")]
    [TestCase("root/a /b}c;", "root/a", "/b}c")]
    [TestCase("listen 80 # here\n  reuseport;", "listen", "80", "reuseport")]
    public void Words_are_read_as_nginx_reads_them(string text, params string[]? words)
    {
        if (words is null)
        {
            Assert.That(() => Only(text), Throws.TypeOf<UsageError>());
            return;
        }
        Assert.That(Only(text).Words.Select(word => word.Value), Is.EqualTo(words));
    }

    [TestCase("if ($request_method !~ ^(GET|HEAD)$) { return 405; }")]
    [TestCase("map $uri $kind { default 0; ~^/(a|b)\\.ts$ 1; \"~*\\.m3u8$\" 2; hostnames; }")]
    [TestCase("geo $remote_addr $near { default 0; 10.0.0.0/8 1; include geo.conf; }")]
    [TestCase("split_clients \"${remote_addr}x\" $v { 0.5% .one; * \"\"; }")]
    [TestCase("types { video/mp2t ts; application/vnd.apple.mpegurl m3u8 m3u; }")]
    [TestCase("types { root x; location y; }")]
    [TestCase("location @fallback { proxy_pass http://origin; }")]
    [TestCase("location /a { location ~ ^/a/(?<n>\\d+)$ { return 200 $n; } }")]
    [TestCase("upstream origin { server 127.0.0.1:1 weight=2; keepalive 8; }")]
    [TestCase("location ~ \\.ts${ return 200; }", Description = "the brace ends no word after $")]
    public void Real_snippets_are_read_and_written_back(string text)
    {
        // The last one is nginx's own trap: after "$" a brace belongs to the word.
        if (text.Contains("ts${", StringComparison.Ordinal))
        {
            Assert.That(
                () => NginxConf.Parse(text, "test.conf"),
                Throws.TypeOf<UsageError>().With.Message.Contains("has no opening \"{\"")
            );
            return;
        }
        var conf = NginxConf.Parse(text, "test.conf");
        Assert.That(conf.Main.Write(), Is.EqualTo(text));
        Assert.That(conf.Main.Nodes.OfType<Directive>().Single().Block, Is.Not.Null);
    }

    [TestCase("local t = { a = { 1 } } ngx.say(\"}\")")]
    [TestCase(" -- it's } here\n ngx.say('}') ")]
    [TestCase(" --[[ } ]] local s = [==[ } ]] ]==] ")]
    [TestCase(" local s = \"\\\"}\" ; if a[b[1]] then end ")]
    public void A_lua_block_is_passed_through_to_its_own_brace(string lua)
    {
        var text = $"location / {{ content_by_lua_block {{{lua}}} root /x; }}";
        var inner = Only(text).Block!.Nodes.OfType<Directive>().ToList();
        Assert.That(inner.Select(it => it.Name), Is.EqualTo(["content_by_lua_block", "root"]));
        Assert.That(inner[0].Code, Is.EqualTo(lua));
        Assert.That(NginxConf.Parse(text, "t").Main.Write(), Is.EqualTo(text));
    }

    [Test]
    public void Every_node_knows_its_line_column_and_extent()
    {
        const string Text = "# one\r\nhttp {\r\n  root \"/x y\";  # two\r\n}\r\n";
        var http = (Directive)NginxConf.Parse(Text, "test.conf").Main.Nodes[1];
        var root = (Directive)http.Block!.Nodes[0];
        Assert.That(root.Place, Is.EqualTo(new SourcePlace("test.conf", 3, 3, 17, 12)));
        Assert.That(
            Text.Substring(root.Place.Offset, root.Place.Length),
            Is.EqualTo("root \"/x y\";")
        );
        Assert.That(
            Text.Substring(http.Place.Offset, http.Place.Length),
            Does.StartWith("http {").And.EndsWith("}")
        );
        Assert.That(root.Words[1].Place.Column, Is.EqualTo(8));
        Assert.That(((Comment)http.Block.Nodes[1]).Text, Is.EqualTo("two"));
    }

    [TestCase("events {}\n}\n", "unexpected \"}\" in test.conf:2, column 1")]
    [TestCase("http {\n  root /x\n}\n", "unexpected \"}\" in test.conf:3, column 1")]
    [TestCase("http {\n", "unexpected end of file, expecting \"}\" in test.conf:2")]
    [TestCase("root /x\n", "unexpected end of file, expecting \";\" or \"}\" in test.conf:2")]
    [TestCase("root \"/x;\n\n", "line 1, column 6 is never closed")]
    [TestCase(
        "http { sendfile { } }",
        "directive \"sendfile\" is not terminated by \";\" in test.conf:1"
    )]
    [TestCase("http;", "directive \"http\" has no opening \"{\" in test.conf:1")]
    [TestCase("types { a { } }", "unexpected \"{\" in test.conf:1, column 11")]
    [TestCase(";", "unexpected \";\" in test.conf:1")]
    [TestCase("root \"a\"b;", "unexpected \"b\" in test.conf:1, column 9")]
    [TestCase("content_by_lua_block { \"}", "expecting \"}\" of the Lua block")]
    [TestCase("  \n", "test.conf is empty")]
    [TestCase("a\0b;", "test.conf is binary")]
    public void An_error_names_the_place_and_says_it_as_nginx_does(string text, string says) =>
        Assert.That(
            () => NginxConf.Parse(text, "test.conf"),
            Throws.TypeOf<UsageError>().With.Message.Contains(says)
        );

    [Test]
    public void Blocks_may_be_a_hundred_deep_and_no_more()
    {
        static string Deep(int levels) =>
            string.Concat(Enumerable.Repeat("a {", levels)) + new string('}', levels);
        Assert.That(() => NginxConf.Parse(Deep(100), "t"), Throws.Nothing);
        Assert.That(
            () => NginxConf.Parse(Deep(101), "t"),
            Throws.TypeOf<UsageError>().With.Message.Contains("more than 100 deep")
        );
        Assert.That(() => NginxConf.Parse(Deep(1_000_000), "t"), Throws.TypeOf<UsageError>());
    }

    [Test]
    public void A_file_comes_back_byte_for_byte_whatever_its_encoding()
    {
        var folder = Directory.CreateTempSubdirectory("conf-").FullName;
        byte[][] files =
        [
            [0xEF, 0xBB, 0xBF, .. "events {}\r\n"u8],
            [.. "# caf"u8, 0xE9, .. "\nroot /"u8, 0xFF, .. ";\n"u8],
            [.. "# \u00fc\u4e16\nroot /x;"u8],
        ];
        foreach (var bytes in files)
        {
            var path = Path.Combine(folder, "nginx.conf");
            File.WriteAllBytes(path, bytes);
            var file = NginxConf.Load(path).Main;
            Assert.That((file.Source with { Text = file.Write() }).Bytes, Is.EqualTo(bytes));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void An_oversize_file_is_refused_before_it_is_read()
    {
        var path = Path.GetTempFileName();
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(50L * 1024 * 1024);
        }
        Assert.That(
            () => NginxConf.Load(path),
            Throws.TypeOf<UsageError>().With.Message.Contains("at most 5242880 bytes")
        );
        File.Delete(path);
    }

    [Test]
    public void Long_words_end_where_nginx_ends_them(
        [Values(4093, 4094, 4095, 4096, 5000)] int length,
        [Values('"', ' ', '#')] char kind
    )
    {
        var filler = new string('x', length);
        var text =
            kind == '#' ? $"#{filler[1..]}\nevents {{}} http {{}}"
            : kind == '"' ? $"events {{}} http {{ log_format a \"{filler}\"; }}"
            : $"events {{}} http {{ log_format a {filler}; }}";
        using var nginx = new RealNginx();
        var (accepts, says) = nginx.Test(text);
        Assert.That(
            () => NginxConf.Parse(text, "t"),
            accepts
                ? Throws.Nothing
                : Throws.TypeOf<UsageError>().With.Message.Contains("too long parameter"),
            says
        );
    }

    [Test]
    public void A_word_given_a_new_value_is_quoted_where_it_has_to_be()
    {
        var root = Only("root /x;");
        foreach (var value in (string[])["/y", "a b", "", "a\"b\\", "#x", "a;b{c}"])
        {
            var changed = root with { Words = [root.Words[0], root.Words[1].Saying(value)] };
            var text = new StringBuilder();
            changed.WriteTo(text);
            Assert.That(Only(text.ToString()).Args.Single(), Is.EqualTo(value), text.ToString());
        }
    }
}
