using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

[Parallelizable]
public sealed class NginxIncludeTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("include-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_glob_brings_files_in_sorted_and_leaves_hidden_ones_out()
    {
        Write("conf.d/b.conf", "set $b 1;");
        Write("conf.d/A.conf", "set $a 1;");
        Write("conf.d/10.conf", "set $ten 1;");
        Write("conf.d/.hidden.conf", "set $hidden 1;");
        Write("conf.d/c.txt", "broken {");
        var conf = Load("http { include conf.d/*.conf; set $last 1; }");
        var http = conf.Root.Children.Single();
        Assert.That(
            http.Directives.Select(it => it.Args.First()),
            Is.EqualTo(["$ten", "$a", "$b", "$last"])
        );
        Assert.That(
            http.Directives[1].Place.File,
            Is.EqualTo(Path.Combine(folder, "conf.d/A.conf"))
        );
        Assert.That(conf.Files.Count(), Is.EqualTo(4));
    }

    [TestCase("*/x.conf", "a/x.conf", true)]
    [TestCase("[ab]/x.con?", "b/x.conf", true)]
    [TestCase("[!ab]/*", "b/x.conf", false)]
    [TestCase("[a-c]*/x*f", "bcd/x.conf", true)]
    public void Globs_work_in_every_part_of_a_path(string glob, string file, bool found)
    {
        Write(file, "set $x 1;");
        Assert.That(
            Load($"http {{ include {glob}; }}").Root.Children.Single().Directives.Any(),
            Is.EqualTo(found)
        );
    }

    [Test]
    public void A_glob_may_find_nothing_but_a_name_must_be_there()
    {
        Assert.That(() => Load("http { include none/*.conf; }"), Throws.Nothing);
        Assert.That(
            () => Load("\nhttp { include none.conf; }"),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("none.conf\" failed (2: No such file or directory)")
                .And.Message.Contains("nginx.conf:2")
        );
    }

    [Test]
    public void A_file_that_includes_itself_is_refused_directly_and_round_a_corner()
    {
        Write("b.conf", "include nginx.conf;");
        foreach (
            var text in (string[])["include nginx.conf;", "include *.conf;", "include b.conf;"]
        )
        {
            Assert.That(
                () => Load(text),
                Throws.TypeOf<UsageError>().With.Message.Contains("never ends")
            );
        }
    }

    [Test]
    public void Files_that_double_with_every_level_are_refused()
    {
        for (var i = 0; i < 30; i++)
        {
            Write($"{i}.inc", $"include {i + 1}.inc; include {i + 1}.inc;");
        }
        Write("30.inc", "set $x 1;");
        Assert.That(
            () => Load("include 0.inc;"),
            Throws.TypeOf<UsageError>().With.Message.Contains("more than 10000 files")
        );
    }

    [Test]
    public void An_error_in_an_included_file_names_that_file()
    {
        Write("sub/bad.conf", "\n\n}");
        Assert.That(
            () => Load("http { include sub/bad.conf; }"),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("unexpected \"}\"")
                .And.Message.Contains("sub/bad.conf:3")
        );
    }

    [Test]
    public void Included_types_are_the_types_of_their_block()
    {
        Write("mime.types", "types { video/mp2t ts; }");
        Write("more.inc", "text/plain txt;");
        var conf = Load("http { include mime.types; server { types { include more.inc; } } }");
        Assert.That(Effective.At(conf, "/").Of("types").Text, Is.EqualTo("{ text/plain txt; }"));
        Assert.That(
            Effective.In(conf, conf.Root.Children.Single()).Of("types").Text,
            Is.EqualTo("{ video/mp2t ts; }")
        );
    }

    [Test]
    public void The_prefix_can_be_another_folder()
    {
        Write("etc/site.conf", "set $x 1;");
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), "include site.conf;");
        var conf = NginxConf.Load(Path.Combine(folder, "nginx.conf"), Path.Combine(folder, "etc"));
        Assert.That(conf.Root.Directives.Single().Name, Is.EqualTo("set"));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private NginxConf Load(string text)
    {
        Write("nginx.conf", text);
        return NginxConf.Load(Path.Combine(folder, "nginx.conf"));
    }
}
