using NUnit.Framework;
using Verify.Fixtures.Network;
using Verify.Instruments.Statistics;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Steps 2.2 and 2.3: the cable itself, before anything is claimed of the cache.</summary>
internal static class Calibration
{
    public const string Command = "iperf3 -c 10.255.255.1 -R --json";
    public const string PingCommand = "ping -c 100 10.255.255.1";

    /// <summary>Mbit/s: what the plan asks of the link, and here of the cache.</summary>
    public const double Least = 900;

    // 1448 of the 1538 bytes that a frame takes on the wire are payload: 941; and what the bucket holds at the beginning.
    private const double Most = 960;
    private const int Tries = 3;
    private const int Handshakes = 100;
    private const int Port = 5200;

    // A second of it.
    private const long Bytes = 118_000_000;

    public static async Task CarriesAsync(CacheInRun cache, Step step)
    {
        var rates = new List<double>();
        await using (
            var link = await LinkSpeed.StartAsync(
                cache.Hosts.Server,
                TwoHosts.Place.ServerAddress,
                cache.Folder,
                step.Ct
            )
        )
            for (var i = 0; i < Tries; i++)
                rates.Add(await link.MeasureAsync(cache.Hosts.Client, Bytes, step.Ct));
        var rate = Robust.Median(rates);
        step.Measure(
            new(
                "rate of the cable",
                rate,
                "Mbit/s",
                Tries,
                Details: new Dictionary<string, double>
                {
                    ["min"] = rates.Min(),
                    ["max"] = rates.Max(),
                },
                Source: "iperf3, one connection, payload that arrives; the middle one"
            )
        );
        const string claim = "Mbit/s that the cable carries";
        var expected = Is.InRange(Least, Most);
        if (rate > Most)
            step.CannotTell(
                claim,
                expected,
                $"{rate:0} is more than a gigabit cable carries: it is not shaped, and what passes over it proves nothing of one"
            );
        else if (rate < Least)
            step.CannotTell(
                claim,
                expected,
                $"{rate:0} is less than a gigabit cable carries: this machine is too busy for it now, and what is slow may be the cable"
            );
        else
            step.Expect(claim, rate, expected, "payload of a gigabit Ethernet: 941 Mbit/s");
        cache.Plan.Judge(
            KpiPromises.Link,
            rate >= Least,
            $"{rate:0} Mbit/s",
            "the cable's control by iperf3; it says nothing of the cache"
        );
    }

    /// <summary>By the handshake of TCP, which the kernels answer alone, as they answer a ping.</summary>
    public static async Task RoundTripAsync(CacheInRun cache, Step step)
    {
        var endpoint = cache.Hosts.Over("server", Port);
        using var listener = await TwoHosts.SocketIn(cache.Hosts.Server);
        listener.Bind(endpoint.At);
        listener.Listen(Handshakes);
        var times = new List<double>();
        for (var i = 0; i < Handshakes; i++)
        {
            using var socket = await endpoint.OpenAsync();
            var start = Instruments.Http.Instant.Now;
            await socket.ConnectAsync(endpoint.At, step.Ct);
            times.Add((Instruments.Http.Instant.Now - start).TotalMilliseconds);
        }
        var middle = Robust.Median(times);
        step.Measure(
            new(
                "round trip over the cable",
                middle,
                "ms",
                Handshakes,
                Details: new Dictionary<string, double>
                {
                    ["min"] = times.Min(),
                    ["max"] = times.Max(),
                },
                Source: "from SYN to the connection; the middle one"
            )
        );
        step.Expect(
            "round trip over the cable in ms",
            middle,
            Is.LessThan(1.0),
            "the plan's criterion; a busy machine makes a few of them longer, and not the middle one"
        );
        cache.Plan.Judge(KpiPromises.Ping, middle < 1, $"{middle:0.000} ms", "TCP's handshake");
    }
}
