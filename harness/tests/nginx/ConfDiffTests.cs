using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

[Parallelizable]
public sealed class ConfDiffTests
{
    private static IReadOnlyList<ConfChange> Semantic(string before, string after) =>
        ConfDiff.Semantic(NginxConf.Parse(before, "a.conf"), NginxConf.Parse(after, "b.conf"));

    private static ConfChange Single(string before, string after) =>
        Semantic(before, after).Single();

    private static string Server(string lines) => $"http {{ server {{ {lines} }} }}";

    [Test]
    public void The_changes_of_seed_000_are_the_four_of_its_plan_and_comments()
    {
        var changes = ConfDiff.Semantic(
            Golden.Conf("baseline.conf"),
            Golden.Conf("candidate.conf")
        );
        var lines = changes.Where(it => it.Kind != ChangeKind.CommentOnly).ToList();
        Assert.That(
            lines.Select(it => $"{it.Kind} {it.Context} {it.Directive}: {it.Old} -> {it.New}"),
            Is.EqualTo([
                "Changed http open_file_cache: max=10000 inactive=30s -> max=51 inactive=30s",
                "Added http/server/location ~ \\.m3u8$ open_file_cache_valid:  -> 1s",
                "Added http/server/location ~ \\.m3u8$ output_buffers:  -> 1 4k",
                "Added http/server/location ~ \\.ts$ output_buffers:  -> 2 256k",
            ])
        );
        Assert.That(changes.Except(lines).Count(), Is.EqualTo(4));
        Assert.That((lines[0].Before!.Line, lines[0].After!.Line), Is.EqualTo((35, 36)));
        Assert.That(lines[1].AffectedLocations, Is.EqualTo(["http/server/location ~ \\.m3u8$"]));
        Assert.That(lines[1].Affected.Single().Old.Text, Is.EqualTo("10s"));
    }

    [Test]
    public void A_line_at_http_level_is_shown_at_every_location_that_inherits_it()
    {
        var cache = ConfDiff
            .Semantic(Golden.Conf("baseline.conf"), Golden.Conf("candidate.conf"))
            .Single(it => it.Directive == "open_file_cache");
        Assert.That(
            cache.AffectedLocations,
            Does.Contain("http/server/location = /master.m3u8")
                .And.Contain("http/server/location ~ \\.ts$")
        );
        var valid = Single(
            "http { open_file_cache_valid 10s; server { location /a { } location /b { open_file_cache_valid 1s; } } }",
            "http { open_file_cache_valid 20s; server { location /a { } location /b { open_file_cache_valid 1s; } } }"
        );
        Assert.That(valid.AffectedLocations, Is.EqualTo(["http/server/location /a"]));
    }

    [TestCase("open_file_cache_valid 1m;", "open_file_cache_valid 60s;")]
    [TestCase("output_buffers 1 4k;", "output_buffers 1 4096;")]
    [TestCase("send_timeout 10s;", "send_timeout 10000ms;")]
    [TestCase("send_timeout 10;", "send_timeout \"10s\";")]
    [TestCase("sendfile on;", "sendfile ON;")]
    [TestCase("open_file_cache max=5;", "open_file_cache inactive=1m max=5;")]
    [TestCase("location / { root '/x'; }", "location / { root /x; }")]
    public void Another_spelling_of_a_value_is_no_change(string before, string after)
    {
        var change = Single(Server(before), Server(after));
        Assert.That(change.Kind, Is.EqualTo(ChangeKind.NoOp));
        Assert.That(change.Note, Does.Contain("spelling"));
        Assert.That(change.Affected, Is.Empty);
    }

    [TestCase(
        "open_file_cache_valid 10s; location /a { }",
        "open_file_cache_valid 10s; location /a { open_file_cache_valid 10; }"
    )]
    [TestCase("location /a { }", "location /a { output_buffers 2 32k; }")]
    [TestCase("location /a { sendfile off; }", "location /a { }")]
    public void A_line_equal_to_what_is_in_force_without_it_is_no_change(
        string before,
        string after
    )
    {
        var change = Single(Server(before), Server(after));
        Assert.That(change.Kind, Is.EqualTo(ChangeKind.NoOp));
        Assert.That(change.Note, Does.StartWith("in force without it"));
    }

    [Test]
    public void An_event_line_that_was_the_default_is_no_change()
    {
        Assert.That(
            Single("events { }", "events { multi_accept off; }").Kind,
            Is.EqualTo(ChangeKind.NoOp)
        );
        Assert.That(
            Single("events { }", "events { multi_accept on; }").Kind,
            Is.EqualTo(ChangeKind.Added)
        );
    }

    [Test]
    public void One_header_below_drops_those_above_and_the_change_shows_it()
    {
        var change = Single(
            Server("add_header A 1; location /a { }"),
            Server("add_header A 1; location /a { add_header B 2; }")
        );
        Assert.That(change.Kind, Is.EqualTo(ChangeKind.Added));
        Assert.That(change.Affected.Single().Old.Text, Is.EqualTo("A 1"));
        Assert.That(change.Affected.Single().New.Text, Is.EqualTo("B 2"));
    }

    [Test]
    public void A_line_whose_location_became_another_is_not_called_the_same() =>
        Assert.That(
            Semantic(
                    Server("location /hls/ { expires 1h; }"),
                    Server("location ^~ /hls/ { expires 1h; }")
                )
                .Select(change => change.Note ?? ""),
            Has.None.Contains("the same everywhere")
        );

    [TestCase("gzip_types a/b c/d;", "gzip_types c/d a/b;")]
    public void The_order_of_types_is_no_value(string before, string after) =>
        Assert.That(Single(Server(before), Server(after)).Kind, Is.EqualTo(ChangeKind.NoOp));

    [Test]
    public void Repeated_lines_are_paired_by_what_they_are_about()
    {
        var changes = Semantic(
            Server("add_header A 1; add_header B 2; add_header C 3; listen 80; listen 443 ssl;"),
            Server("add_header A 1; add_header C 4; listen 80 reuseport; listen 443 ssl;")
        );
        Assert.That(
            changes.Select(it => $"{it.Kind} {it.Directive} {it.Old} -> {it.New}"),
            Is.EquivalentTo([
                "Changed add_header C 3 -> C 4",
                "Removed add_header B 2 -> ",
                "Changed listen 80 -> 80 reuseport",
            ])
        );
    }

    [Test]
    public void Entries_of_map_and_types_are_compared_one_by_one()
    {
        var changes = Semantic(
            "http { map $uri $m { default 0; ~a 1; ~b 2; } types { text/a a; text/b b; } }",
            "http { map $uri $m { default 0; ~a 3; ~c 2; } types { text/b bb; text/a a; } }"
        );
        Assert.That(
            changes.Select(it => $"{it.Kind} {it.Context} {it.Directive} {it.Old} -> {it.New}"),
            Is.EquivalentTo([
                "Changed http/map $uri $m ~a 1 -> 3",
                "Removed http/map $uri $m ~b 2 -> ",
                "Added http/map $uri $m ~c  -> 2",
                "Changed http/types text/b b -> bb",
                "Moved http/types text/a a -> a",
            ])
        );
    }

    [Test]
    public void Moves_are_told_in_the_order_and_between_contexts()
    {
        var swapped = Single(
            Server("location ~ a { } location ~ b { }"),
            Server("location ~ b { } location ~ a { }")
        );
        Assert.That(
            (swapped.Kind, swapped.Note),
            Is.EqualTo((ChangeKind.Moved, "nginx tries regular expressions in this order"))
        );
        var up = Single("http { server { gzip on; } }", "http { gzip on; server { } }");
        Assert.That(up.Kind, Is.EqualTo(ChangeKind.Moved));
        Assert.That(
            up.Note,
            Is.EqualTo("from http/server to http; the value in force is the same everywhere")
        );
        var wrong = Single(
            Server("location /a { gzip on; } location /b { }"),
            Server("location /a { } location /b { gzip on; }")
        );
        Assert.That(wrong.Kind, Is.EqualTo(ChangeKind.Moved));
        Assert.That(
            wrong.AffectedLocations,
            Is.EquivalentTo(["http/server/location /a", "http/server/location /b"])
        );
    }

    [Test]
    public void A_whole_location_comes_and_goes_with_each_of_its_lines()
    {
        var added = Semantic(
            Server(""),
            Server("location /a { root /x; if ($b) { return 200; } }")
        );
        Assert.That(
            added.Select(it => $"{it.Kind} {it.Context} {it.Directive}"),
            Is.EqualTo([
                "Added http/server location /a",
                "Added http/server/location /a root",
                "Added http/server/location /a if ($b)",
                "Added http/server/location /a/if ($b) return",
            ])
        );
    }

    [Test]
    public void Comments_and_white_space_are_told_apart_from_changes()
    {
        Assert.That(Semantic("http { root /x; }", "http {\n\n  root   /x;\n}"), Is.Empty);
        var comment = Single("http { # a\n root /x; }", "http { # b\n root /x; }");
        Assert.That(
            (comment.Kind, comment.Old, comment.New),
            Is.EqualTo((ChangeKind.CommentOnly, "a", "b"))
        );
        Assert.That(Single("root # a\n /x;", "root /x;").Kind, Is.EqualTo(ChangeKind.CommentOnly));
    }

    [Test]
    public void Servers_are_paired_by_their_names()
    {
        var change = Single(
            "http { server { server_name a; gzip on; } server { server_name b; gzip on; } }",
            "http { server { server_name a; gzip on; } server { server_name b; gzip off; } }"
        );
        Assert.That(change.Context, Is.EqualTo("http/server b"));
    }
}
