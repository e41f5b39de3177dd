using Verify.Reports.Allure;
using Verify.Reports.Pages;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports.Html;

/// <summary>No page of a report asks for anything off its host.</summary>
[TestFixture]
internal sealed class OwnHostTests
{
    [TestCase("<script async src=\"https://www.example.com/gtag/js?id=G-1\"></script>")]
    [TestCase("<script src='//cdn.example/x.js' defer> </script>")]
    [TestCase(
        "<script>\n  window.dataLayer = window.dataLayer || [];\n gtag('config', 'G-1');\n</script>"
    )]
    public void A_script_from_elsewhere_goes_and_the_pages_own_stay(string foreign)
    {
        const string own = "<script src=\"app.js\"></script><script>window.allure = {};</script>";
        var kept = OwnHost.Keep($"<html><head></head><body>{foreign}{own}</body></html>");

        Assert.That(kept, Does.Contain(own).And.Not.Contain("example").And.Not.Contain("gtag"));
        Assert.That(kept, Does.Match("^<html><head><meta http-equiv=\"Content-Security-Policy\""));
    }

    [Test]
    public void A_page_opened_from_disk_says_what_to_type_and_one_that_is_whole_does_not()
    {
        using var folder = new TempFolder();
        File.WriteAllText(
            folder.File("index.html"),
            "<html><head></head><body>the app</body></html>"
        );
        OwnHost.KeepAll(folder.Path, inOneFile: true);
        Assert.That(File.ReadAllText(folder.File("index.html")), Does.Not.Contain("--serve"));
        OwnHost.KeepAll(folder.Path, inOneFile: false);
        Assert.That(
            File.ReadAllText(folder.File("index.html")),
            Does.Contain("\"file:\"").And.Contain("' --serve").And.Contain("<noscript>")
        );
    }

    [TestCase("<link rel=\"preconnect\" href=\"https://fonts.example\">")]
    [TestCase("<img alt=x src=//pixel.example/1.gif>")]
    [TestCase("<iframe src='http://frame.example/'></iframe>")]
    public void Anything_else_from_elsewhere_is_refused_by_name(string foreign) =>
        Assert.That(
            () => OwnHost.Keep($"<head></head>{foreign}"),
            Throws.TypeOf<CannotRun>().With.Message.Contains(".example")
        );

    [Test]
    public void A_diff_becomes_a_page_in_which_nothing_of_it_is_markup()
    {
        var page = DiffPage.Render(
            "--- a\n+++ b\n@@ -1 +1 @@\n-<script src=\"https://x.example\"></script>\n+new & <b>\n same\n"
        );

        Assert.That(page, Does.Contain("<div class=\"out\">-&lt;script src="));
        Assert.That(page, Does.Contain("<div class=\"in\">+new &amp; &lt;b&gt;</div>"));
        Assert.That(page, Does.Contain("<div> same</div>").And.Contain("<div class=\"at\">@@"));
        Assert.That(
            page,
            Does.Contain("<div class=\"head\">--- a</div>").And.Not.Contain("<script")
        );
    }
}
