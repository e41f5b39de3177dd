using System.Text;
using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>Configurations in the manner of well known projects, and those of this machine: read whole, written back byte for byte.</summary>
[Parallelizable]
public sealed class NginxMannersTests
{
    private static string Folder => Path.Combine(Golden.Folder(), "manners");

    private static IEnumerable<string> Mains() =>
        Directory.EnumerateFiles(Folder, "*.conf").Select(file => Path.GetFileName(file)!).Order();

    [TestCaseSource(nameof(Mains))]
    public void They_are_read_with_all_they_include_and_written_back_byte_for_byte(string name)
    {
        var conf = NginxConf.Load(Path.Combine(Folder, name));
        foreach (var file in conf.Files)
        {
            var written = (file.Source.Bytewise ? Encoding.Latin1 : Encoding.UTF8).GetBytes(
                file.Write()
            );
            Assert.That(
                written,
                Is.EqualTo(File.ReadAllBytes(file.Source.FullPath!)),
                file.Source.Path
            );
        }
        Assert.That(ConfDiff.Semantic(conf, NginxConf.Load(Path.Combine(Folder, name))), Is.Empty);
    }

    [TestCaseSource(nameof(Mains))]
    public void Nothing_in_them_is_called_wrong_for_certain(string name)
    {
        var conf = NginxConf.Load(Path.Combine(Folder, name));
        var problems = ConfCheck.Of(conf);
        Assert.That(problems.Where(it => it.Certain), Is.Empty);
        // Lua is the one module that is not said to be loaded.
        Assert.That(problems.Count > 0, Is.EqualTo(name == "lua.conf"));
        Assert.That(() => ConfWarnings.Of(conf), Throws.Nothing);
    }

    [TestCase("conditions.conf")]
    [TestCase("squeezed.conf")]
    [TestCase("crlf.conf")]
    [TestCase("koi8.conf")]
    public void Nginx_accepts_those_that_it_can_judge_here(string name)
    {
        using var nginx = new RealNginx();
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(Folder, name)));
        var http = text.IndexOf('{', text.IndexOf("http", StringComparison.Ordinal)) + 1;
        var (accepts, says) = nginx.Test(Encoding.Latin1.GetBytes(text.Insert(http, nginx.Paths)));
        Assert.That(accepts, Is.True, says);
    }

    [Test]
    public void A_modular_configuration_is_seen_as_one()
    {
        var conf = NginxConf.Load(Path.Combine(Folder, "modular.conf"));
        Assert.That(conf.Sources, Has.Count.EqualTo(5));
        var hidden = Route.Of(conf, new ServerSelector(18080, "example.com"), "/.git/config");
        Assert.That(hidden.Location.Opener!.Place.File, Does.EndWith("hidden.inc"));
        Assert.That(
            Route.Of(conf, new ServerSelector(18080, "no.such"), "/").Server.Path,
            Is.EqualTo("http/server _")
        );
        Assert.That(
            ConfWarnings
                .Of(NginxConf.Load(Path.Combine(Folder, "edge.conf")))
                .Select(it => it.Kind),
            Has.None.EqualTo("unreachable")
        );
    }

    [Test]
    public void What_this_machine_has_under_etc_nginx_is_written_back_byte_for_byte()
    {
        var files = Directory
            .EnumerateFiles("/etc/nginx", "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0)
            .ToList();
        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
        {
            var source = SourceFile.FromBytes(file, File.ReadAllBytes(file));
            try
            {
                // A fragment (mime.types, fastcgi_params) is a configuration to the reader.
                var written = NginxConf.Parse(source.Text, file).Main.Write();
                Assert.That(written, Is.EqualTo(source.Text), file);
            }
            // A snippet may be all comments.
            catch (UsageError empty) when (empty.Message.Contains("is empty")) { }
        }
    }
}
