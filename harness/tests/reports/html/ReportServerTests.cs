using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Engine.Programs;
using Verify.Reports.Serve;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports.Html;

/// <summary>What serves a report: one folder, to this machine, to be read.</summary>
[TestFixture]
internal sealed class ReportServerTests
{
    private readonly CancellationTokenSource stop = new();
    private TempFolder folder = null!;
    private ReportServer server = null!;
    private Task serving = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public void Start()
    {
        folder = new();
        File.WriteAllText(folder.File("secret.txt"), "outside");
        var report = Directory.CreateDirectory(folder.File("report/data")).Parent!.FullName;
        File.WriteAllText(Path.Combine(report, "index.html"), "<p>the report</p>");
        File.WriteAllText(Path.Combine(report, "data", "a b.json"), "{}");
        File.WriteAllText(Path.Combine(report, "data", "plot.svg"), "<svg/>");
        Directory.CreateDirectory(Path.Combine(report, "data", "attachments"));
        File.WriteAllText(
            Path.Combine(report, "data", "attachments", "x.svg"),
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
        );
        File.CreateSymbolicLink(Path.Combine(report, "link.txt"), folder.File("secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(report, "up"), folder.Path);
        server = ReportServer.Start(report, port: null);
        serving = server.UntilAsync(stop.Token);
        client = new() { BaseAddress = server.Address };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await stop.CancelAsync();
        await serving;
        client.Dispose();
        server.Dispose();
        stop.Dispose();
        folder.Dispose();
    }

    [TestCase("/", "text/html")]
    [TestCase("/index.html?x=1", "text/html")]
    [TestCase("/data/a%20b.json", "application/json")]
    [TestCase("/data/plot.svg", "image/svg+xml")]
    public async Task A_file_of_the_report_is_served_with_its_kind(string path, string type)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(answer.Content.Headers.ContentLength, Is.Positive);
        Assert.That(
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            Does.StartWith("default-src 'self'")
        );
    }

    [TestCase("/data/attachments/x.svg", true)]
    [TestCase("/data/plot.svg", false)]
    public async Task Evidence_opened_by_itself_runs_no_script(string path, bool isEvidence)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(
            answer
                .Headers.GetValues("Content-Security-Policy")
                .Single()
                .Contains("script-src 'none'", StringComparison.Ordinal),
            Is.EqualTo(isEvidence)
        );
    }

    [TestCase("/../secret.txt")]
    [TestCase("/%2e%2e/secret.txt")]
    [TestCase("/data/..%2f..%2fsecret.txt")]
    [TestCase("//etc/passwd")]
    [TestCase("/%2fetc%2fpasswd")]
    [TestCase("/link.txt")]
    [TestCase("/up/secret.txt")]
    [TestCase("/index.html%00.txt")]
    [TestCase("/data")]
    [TestCase("/data/")]
    [TestCase("/none")]
    public async Task Nothing_outside_it_is(string path)
    {
        var answer = await AskAsync($"GET {path} HTTP/1.1", "127.0.0.1");

        Assert.That(answer, Does.StartWith("HTTP/1.1 404").Or.StartWith("HTTP/1.1 400"));
        Assert.That(answer, Does.Not.Contain("outside").And.Not.Contain("root:"));
    }

    // A reader of a FIFO waits for its writer, and sixty of them for all there is; a device never ends.
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task What_is_no_regular_file_is_not_there_and_holds_nobody_up(CancellationToken ct)
    {
        var report = folder.File("report");
        await Command.MustAsync(["mkfifo", Path.Combine(report, "pipe")], ct);
        using var socket = new Socket(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(report, "socket")));
        var names = Enumerable.Repeat("pipe", 60).Append("socket").ToList();
        // Not everybody may make devices, root in a container among them.
        if (
            await Command.RunAsync(["mknod", Path.Combine(report, "zero"), "c", "1", "5"], ct) is
            { ExitCode: 0 }
        )
            names.Add("zero");

        var answers = await Task.WhenAll(
            names.Select(name => AskAsync($"GET /{name} HTTP/1.1", "127.0.0.1").WaitAsync(ct))
        );
        using var page = await client.GetAsync(new Uri("/", UriKind.Relative), ct);

        Assert.That(answers, Has.All.StartsWith("HTTP/1.1 404"));
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Only_reading_is_allowed(
        [Values("POST", "PUT", "DELETE", "OPTIONS", "PATCH")] string method
    )
    {
        var answer = await AskAsync($"{method} / HTTP/1.1", "127.0.0.1");

        Assert.That(answer, Does.StartWith("HTTP/1.1 405").And.Contain("Allow: GET, HEAD"));
    }

    [Test]
    public async Task Head_gets_the_length_and_no_body()
    {
        var answer = await AskAsync("HEAD / HTTP/1.1", "127.0.0.1");

        Assert.That(answer, Does.StartWith("HTTP/1.1 200").And.Contain("Content-Length: 17"));
        Assert.That(answer, Does.Not.Contain("the report"));
    }

    // Else a page from elsewhere could read the report by a name of its own that leads to 127.0.0.1.
    [Test]
    public async Task Under_another_hosts_name_it_is_not_served() =>
        Assert.That(
            await AskAsync("GET / HTTP/1.1", "elsewhere.example"),
            Does.Not.Contain("the report")
        );

    [Test]
    public void It_listens_on_loopback_alone()
    {
        var port = $":{server.Port:X4}";
        var listening = File.ReadLines("/proc/net/tcp")
            .Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row[1].EndsWith(port, StringComparison.Ordinal) && row[3] == "0A")
            .Select(row => row[1]);

        Assert.That(listening, Is.EqualTo((string[])[$"0100007F{port}"]));
    }

    [Test]
    public void A_port_that_is_taken_is_named() =>
        Assert.That(
            () => ReportServer.Start(folder.Path, server.Port),
            Throws
                .TypeOf<CannotRun>()
                .With.Message.Contains($"{server.Port}")
                .And.Message.Contains("--port")
        );

    private async Task<string> AskAsync(string line, string host)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"{line}\r\nHost: {host}:{server.Port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        );
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
