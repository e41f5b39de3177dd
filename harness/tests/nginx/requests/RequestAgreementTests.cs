using System.Net.Sockets;
using System.Text;
using Verify.Instruments.Nginx.Requests;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx.Requests;

/// <summary>Random pairs of configurations on started nginxes: what answers differently, and what the diff says of it.</summary>
/// <remarks>
/// More pairs: dotnet test harness/tests --filter FullyQualifiedName~RequestAgreement -- 'TestRunParameters.Parameter(name="pairs", value="10000")'
/// </remarks>
[Parallelizable]
public sealed class RequestAgreementTests
{
    private const int PairsByDefault = 300;

    // Two sides of two sockets each: as many as one nginx has connections for.
    private const int PairsAnNginx = 100;
    private const int RequestsAPair = 12;
    private const int WitnessesAPair = 12;

    [Test]
    public void What_the_diff_says_of_a_request_is_what_two_nginxes_answer()
    {
        var pairs = TestContext.Parameters.Get("pairs", PairsByDefault);
        var wrong = new List<string>();
        var (different, shown) = (0, 0);
        for (var first = 0; first < pairs; first += PairsAnNginx)
        {
            using var nginx = new RealNginx();
            var made = Enumerable
                .Range(first, Math.Min(PairsAnNginx, pairs - first))
                .Select(seed => (seed, random: new RandomPair(new Random(seed))))
                .Select(it => (it.seed, it.random, pair: it.random.Next()))
                .ToList();
            Start(
                nginx,
                string.Concat(
                    made.SelectMany(it =>
                        it.pair.Before.Select(server => server.Text(nginx.Path($"{it.seed}a")))
                            .Concat(
                                it.pair.After.Select(server =>
                                    server.Text(nginx.Path($"{it.seed}b"))
                                )
                            )
                    )
                )
            );
            foreach (var (seed, random, pair) in made)
            {
                var (before, after) = (Conf(pair.Before), Conf(pair.After));
                var report = RequestDiff.Between(before, after, []);
                var places = report.Changes.Select(it => (it.Before, it.After)).ToHashSet();
                var asked = Enumerable
                    .Range(0, RequestsAPair)
                    .Select(_ => random.Request())
                    .Select(it => new Witness(new($"unix:{it.Socket}", null), it.Host, it.Path))
                    .Concat(
                        report.Changes.SelectMany(it => it.Witnesses.Take(2)).Take(WitnessesAPair)
                    );
                foreach (var request in asked)
                {
                    var differs =
                        Answer(nginx, $"{seed}a", request) != Answer(nginx, $"{seed}b", request);
                    var told = RequestDiff.Of(before, after, request);
                    if (differs != told?.Differences.Count > 0)
                        wrong.Add(
                            $"{seed}: {request}: {(differs ? "differs" : "is the same")}, told {Told(told)}"
                        );
                    if (!differs)
                        continue;
                    different++;
                    if (report.IsSameEverywhere)
                        wrong.Add(
                            $"{seed}: {request}: differs, and was called the same everywhere"
                        );
                    if (places.Contains((told?.Before, told?.After)))
                        shown++;
                    else
                        wrong.Add($"{seed}: {request}: the diff has no witness of {Told(told)}");
                }
            }
        }
        TestContext.Out.WriteLine(
            $"{pairs} pairs, {different} requests answered differently, {shown} shown"
        );
        Assert.That(wrong, Is.Empty);
        Assert.That(different, Is.GreaterThan(pairs), "the pairs differ hardly anywhere");
    }

    private static string Told(RequestChange? change) =>
        change is null
            ? "nothing"
            : $"{change.Before} -> {change.After}: {string.Join(", ", change.Differences)}";

    private static NginxConf Conf(IEnumerable<Server> servers) =>
        NginxConf.Parse(
            $"events {{}} http {{ {string.Concat(servers.Select(server => server.Text("")))} }}",
            "pair.conf"
        );

    private static void Start(RealNginx nginx, string servers) =>
        nginx.Start(
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { worker_connections 2048; }
            http { {{nginx.Paths}} {{servers}} }
            """
        );

    // Status and header of an answer; a socket that is not there is an answer too.
    private static string Answer(RealNginx nginx, string side, Witness request)
    {
        var path = nginx.Path(side + request.Listener.Host["unix:".Length..]);
        if (!File.Exists(path))
            return "nobody listens";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.IP);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var stream = new NetworkStream(socket);
        stream.Write(
            Encoding.ASCII.GetBytes(
                $"GET {request.Path} HTTP/1.1\r\nHost: {request.Host}\r\nConnection: close\r\n\r\n"
            )
        );
        var lines = new StreamReader(stream).ReadToEnd().Split("\r\n");
        return lines[0]
            + lines.FirstOrDefault(line => line.StartsWith("X-Value", StringComparison.Ordinal));
    }
}
