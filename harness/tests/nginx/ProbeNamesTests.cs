using System.Net.Sockets;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Syntax;
using Verify.Tests.Ground;

namespace Verify.Tests.Nginx;

/// <summary>Names for probes: the location of the live file answers each, by the configuration and by a running nginx.</summary>
[Parallelizable]
public sealed class ProbeNamesTests
{
    private const int Wanted = 5;

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Each_is_answered_by_the_location_of_the_live_file(
        [ValueSource(typeof(ProbeShape), nameof(ProbeShape.All))] ProbeShape shape,
        CancellationToken ct
    )
    {
        using var nginx = new RealNginx();
        var root = nginx.Path("root");
        var live = root + (shape.File ?? shape.Uri);
        var text = shape.Configuration(nginx, root);
        var asked = new AskedServer(NginxConf.Parse(text, "test.conf"), null, nginx.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(live)!);
        await File.WriteAllTextAsync(live, "live", ct);
        nginx.Start(text);
        using var client = Client(nginx.Path("s.sock"));
        var (name, body) = await AskAsync(client, shape.Uri, ct);
        Assert.That(body, Is.EqualTo("live"));
        Assert.That(asked.FileOf(shape.Uri).Path, Is.EqualTo(live));

        var taken = new ProbeNames(shape.Uri, live, [asked]).Take(Wanted, "verify-probe");

        Assert.That(taken, Has.Count.EqualTo(shape.HasNames ? Wanted : 0));
        foreach (var probe in taken)
        {
            Assert.That(Path.GetDirectoryName(probe.File), Is.EqualTo(Path.GetDirectoryName(live)));
            Assert.That(
                asked.At(probe.Uri).Context,
                Is.SameAs(asked.At(shape.Uri).Context),
                probe.Uri
            );
            await File.WriteAllTextAsync(probe.File, probe.Uri, ct);
            Assert.That(await AskAsync(client, probe.Uri, ct), Is.EqualTo((name, probe.Uri)));
        }
    }

    // What was there once is no probe's, and both configurations of a pair have to answer alike.
    [Test]
    public void Names_hold_in_every_configuration_and_belong_to_nobody()
    {
        using var folder = new TempFolder();
        AskedServer Asked(string location) =>
            new(
                NginxConf.Parse(
                    $"events {{}} http {{ server {{ root {folder.Path}; location / {{}} {location} }} }}",
                    "test.conf"
                ),
                null,
                "/"
            );
        var (one, two) = (Asked(@"location ~ ^/live {}"), Asked(@"location ~ _720\.m3u8$ {}"));
        File.WriteAllText(folder.File("live-verify-probe-000_720.m3u8"), "somebody's");

        var taken = new ProbeNames("/live_720.m3u8", folder.File("live_720.m3u8"), [one, two]).Take(
            Wanted,
            "verify-probe"
        );

        Assert.That(taken, Has.Count.EqualTo(Wanted));
        Assert.That(
            taken.Select(probe => probe.Uri),
            Is.All.StartsWith("/live").And.All.EndsWith("_720.m3u8")
        );
        Assert.That(taken.Select(probe => File.Exists(probe.File)), Is.All.False);
    }

    private static async Task<(string? Name, string Body)> AskAsync(
        HttpClient client,
        string path,
        CancellationToken ct
    )
    {
        using var response = await client.GetAsync(new Uri("http://localhost" + path), ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        return (
            response.Headers.TryGetValues("X-Name", out var names) ? names.Single() : null,
            response.IsSuccessStatusCode ? body : $"{response.StatusCode}"
        );
    }

    private static HttpClient Client(string socket) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, ct) =>
                {
                    var connection = new Socket(
                        AddressFamily.Unix,
                        SocketType.Stream,
                        ProtocolType.IP
                    );
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), ct);
                    return new NetworkStream(connection, ownsSocket: true);
                },
            }
        );
}
