using System.Runtime.InteropServices;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>A configuration that cannot be opened: nginx's own words, and what to do about it.</summary>
[Parallelizable]
public sealed class NginxConfFileTests
{
    // Whoever owns nothing here.
    private const uint Nobody = 65_534;

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("conf-file-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void One_that_is_not_there_is_told_to_be_named_and_what_is_near()
    {
        File.WriteAllText(In("nginx.conf"), "events { }");
        Assert.That(
            Refused("none"),
            Is.EqualTo(
                $"open() \"{In("none")}\" failed (2: No such file or directory). Give the path of an nginx.conf that is there."
            )
        );
        Assert.That(Refused("ngnix.conf"), Does.EndWith(" Did you mean 'nginx.conf'?"));
        Assert.That(Refused("no/nginx.conf"), Does.EndWith(" that is there."));
    }

    [Test]
    public void A_folder_is_told_that_a_file_is_wanted()
    {
        Directory.CreateDirectory(In("conf.d"));
        Assert.That(
            Refused("conf.d"),
            Does.Contain("conf.d is a folder").And.EndsWith("such as /etc/nginx/nginx.conf.")
        );
    }

    [Test]
    public void One_that_this_user_may_not_read_is_told_so()
    {
        File.WriteAllText(In("nginx.conf"), "events { }");
        File.SetUnixFileMode(In("nginx.conf"), UnixFileMode.None);
        // What root opens on this thread is opened as nobody: without it root reads everything.
        var user = SetFileUser(Nobody);
        try
        {
            Assert.That(
                Refused("nginx.conf"),
                Does.Contain("nginx.conf\" failed (13: Permission denied). Make it readable")
            );
        }
        finally
        {
            _ = SetFileUser(user);
        }
    }

    [Test]
    public void Links_that_lead_in_a_circle_are_told_to_be_unreadable()
    {
        File.CreateSymbolicLink(In("loop.conf"), In("loop.conf"));
        Assert.That(
            Refused("loop.conf"),
            Does.Contain("symbolic links").And.EndsWith("Give the path of one that can be read.")
        );
    }

    [Test]
    public void An_included_one_has_nginx_s_words_and_is_not_told_to_be_an_nginx_conf()
    {
        using var nginx = new RealNginx();
        var missing = nginx.Path("gone.inc");
        var text = nginx.Around(http: $"include {missing};");
        var words = $"open() \"{missing}\" failed (2: No such file or directory) in ";
        Assert.That(nginx.Test(text).Says, Does.Contain(words));
        var says = Assert
            .Throws<UsageError>(() => NginxConf.Load(nginx.Path("nginx.conf")))!
            .Message;
        Assert.That(says, Does.StartWith(words).And.Contain("Names are relative to "));
        Assert.That(says, Does.Not.Contain("Give the path"));
    }

    private string In(string name) => Path.Combine(folder, name);

    private string Refused(string name) =>
        Assert.Throws<UsageError>(() => NginxConf.Load(In(name)))!.Message;

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern uint SetFileUser(uint user);
}
