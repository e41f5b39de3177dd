using System.Text;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Workers;

namespace Verify.Tests.Instruments;

/// <summary>nginx's own count of requests: where it is served, and what it says.</summary>
[Parallelizable]
public sealed class StatusPageTests
{
    private const string Page =
        "Active connections: 2 \nserver accepts handled requests\n 16 16 31 \nReading: 0 Writing: 1 Waiting: 1 \n";

    [TestCase(Page, 31L)]
    [TestCase("", null)]
    [TestCase("server accepts handled requests\n", null)]
    [TestCase("server accepts handled requests\n 16 16 x \n", null)]
    [TestCase("server accepts handled requests\n 16 16 99999999999999999999 \n", null)]
    [TestCase("<html>requests 31</html>", null)]
    public void The_third_counter_is_read_and_nothing_else(string page, long? requests) =>
        Assert.That(StatusPage.Requests(page), Is.EqualTo(requests));

    [Test]
    public void Whatever_a_server_says_it_is_a_count_or_none()
    {
        // A fixed start, so that a failure can be seen again.
        var random = new Random(20261121);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Encoding.ASCII.GetBytes(Page);
            for (var change = random.Next(4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var requests = StatusPage.Requests(
                Encoding.Latin1.GetString(bytes.AsSpan(0, random.Next(bytes.Length + 1)))
            );
            Assert.That(requests, Is.Null.Or.GreaterThanOrEqualTo(0));
            _ = requests is null ? refused++ : read++;
        }
        // Else the mutations break everything at once, or nothing.
        Assert.That(read, Is.GreaterThan(1000));
        Assert.That(refused, Is.GreaterThan(1000));
    }

    [TestCase("location /nginx_status { stub_status; }", "/nginx_status")]
    [TestCase("location = /status { stub_status on; }", "/status")]
    [TestCase("location /a { location /a/b { stub_status; } }", "/a/b")]
    // Another one answers there.
    [TestCase("location /status.ts { stub_status; } location ~ \\.ts$ { }", null)]
    // What it matches cannot be told from what it says.
    [TestCase("location ~ ^/status$ { stub_status; }", null)]
    [TestCase("location / { }", null)]
    public void It_is_asked_for_where_the_configuration_serves_it(
        string inServer,
        string? target
    ) =>
        Assert.That(
            StatusPage.In(
                NginxConf.Parse(
                    $"events {{ }} http {{ server {{ listen 8080; {inServer} }} }}",
                    "nginx.conf"
                ),
                asked: null
            ),
            Is.EqualTo(target)
        );

    [Test]
    public void The_status_of_another_server_is_not_that_of_the_one_that_is_asked()
    {
        var conf = NginxConf.Parse(
            "events { } http { server { listen 8080; } server { listen 8081; location /s { stub_status; } } }",
            "nginx.conf"
        );
        Assert.That(StatusPage.In(conf, new(8080)), Is.Null);
        Assert.That(StatusPage.In(conf, new(8081)), Is.EqualTo("/s"));
    }
}
