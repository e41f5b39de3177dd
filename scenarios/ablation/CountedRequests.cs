using Verify.Fixtures.Nginx;
using Verify.Fixtures.Tracing;
using Verify.Instruments.Http;
using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Ablation;

/// <summary>Requests of one file to one server, and the system calls that they took.</summary>
internal sealed record CountedRequests(string Server, CountedFile File, SystemCallCounts Calls)
{
    // What one request takes, every other one takes: a few show that it is no accident.
    private const int Requests = 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public double Reads => Each(Calls.Reads);

    public double Sendfiles => Each(Calls["sendfile"]);

    public double Accepts => Each(Calls["accept4"]);

    public static async Task<CountedRequests> CountAsync(
        NginxServer server,
        CountedFile file,
        CancellationToken ct
    )
    {
        // Whether it is served at all is found out before it is counted.
        await FetchAsync(server.Endpoint, file, ct);
        var calls = await SystemCalls.CountAsync(
            server,
            async () =>
            {
                for (var i = 0; i < Requests; i++)
                    await FetchAsync(server.Endpoint, file, ct);
            },
            ct
        );
        return new(server.Endpoint.Name, file, calls);
    }

    public Measurement AsMeasurement() =>
        new(
            $"{Server}: reads of a {File.Kind} into nginx's memory",
            Reads,
            "calls a request",
            Requests,
            Details: new Dictionary<string, double>
            {
                ["sendfile"] = Sendfiles,
                ["accept4"] = Accepts,
            },
            Source: "strace -f -c on every worker; read, pread64, readv, preadv and preadv2 (sockets are read with recvfrom)"
        );

    public static string Table(IReadOnlyList<CountedRequests> all)
    {
        // Calls that every server makes for its own sake say nothing of a file.
        string[] names =
        [
            "sendfile",
            "pread64",
            "read",
            "writev",
            "write",
            "recvfrom",
            "accept4",
            "openat",
            "newfstatat",
            "epoll_wait",
            "futex",
        ];
        var table = new TextTable([
            "server",
            "file",
            .. names.Prepend("bytes").Select(Column.OfNumbers),
        ]);
        foreach (var one in all)
            table.Add([
                one.Server,
                $"{one.File.Kind}",
                $"{one.File.Length}",
                .. names.Select(name => new Span($"{Each(one.Calls[name]):0.#}")),
            ]);
        return $"System calls a request, over {Requests} whole requests, each on a connection of its own (strace -f -c on every worker)\n\n{table}";
    }

    private static double Each(long calls) => (double)calls / Requests;

    private static async Task FetchAsync(Endpoint endpoint, CountedFile file, CancellationToken ct)
    {
        var answer = await FreshAnswer.ToAsync(
            endpoint,
            HttpAsk.Get(file.Target),
            Timeout,
            ct,
            part: _ => { }
        );
        if (answer.Status != 200 || answer.BodyLength != file.Length)
            throw new ExchangeFailed(
                HttpFault.Truncated,
                $"{endpoint.Name}: {file.Target} of {file.Length} bytes was answered with {answer.Status} and {answer.BodyLength} bytes"
            );
    }
}
