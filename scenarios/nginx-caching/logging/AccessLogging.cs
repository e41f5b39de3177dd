using Verify.Engine.Labs;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Http;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Figures;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>Step 5.13: the access logs have a line for each request in the right file, as the client saw it, and when they should.</summary>
internal sealed class AccessLogging(OriginSetup setup)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static string Command(LoggingSettings logging) =>
        $"curl -so /dev/null http://127.0.0.1:17080/seg00001.ts; sleep {logging.FlushInterval}; "
        + $"{(logging.Gzip > 0 ? "zcat" : "cat")} {logging.Directory}/{logging.Files.Segments}";

    /// <summary>On a server that nobody else asks: what is in its buffers is known to the line.</summary>
    public Task CheckAsync(Step step) =>
        setup.Servers.ServeAsync(
            "logging",
            setup.Of(NginxVariant.Standalone).Now.Text,
            async server =>
            {
                await CheckAsync(step, server);
                return true;
            },
            step.Ct
        );

    private async Task CheckAsync(Step step, NginxServer server)
    {
        var logging = setup.Profile.Logging;
        using var segment = await SegmentCopy.MakeAsync(
            setup.Stream,
            "verify-probe-log.ts",
            step.Ct
        );
        var buffers = new LogBuffers(step, server, logging, new(setup, segment));
        if (buffers.TooLong is { } why)
        {
            step.CannotTell("each request has its line", "in its log, in time", why);
            return;
        }
        // Where all is logged, so is what the server was asked to see that it answers: that leaves its buffer first.
        if (!logging.SegmentsOnly)
        {
            step.Progress("waiting until what the start has left is written");
            await Task.Delay(buffers.Flush + Bounds.Floor, step.Ct);
        }
        // One connection is one worker, and so one buffer for each file.
        await using var connection = await HttpConnection.OpenAsync(
            server.Endpoint,
            Timeout,
            step.Ct
        );
        var (clock, claims, seen) = await AskAsync();
        // A worker that was held up once answers in time the second time; an interval that is too long never does.
        if (claims.IsLate(seen))
            (clock, claims, seen) = await AskAsync();
        // Nothing is known yet, so asking again hides nothing.
        for (var more = 2; more > 0 && claims.IsUnknown(seen); more--)
            (clock, claims, seen) = await AskAsync();
        claims.Judge(seen, clock, $"{setup.Tap?.Gateway ?? System.Net.IPAddress.Loopback}");
        await buffers.FillAsync(request => SendAsync(connection, request, step.Ct));
        if (Lab.IsInside)
            await buffers.ReopenAsync();

        async Task<(WallClock, LogClaims, LogSeen)> AskAsync()
        {
            var requests = new LogRequests(setup, segment);
            buffers = new(step, server, logging, requests);
            var clock = WallClock.Read();
            var asked = new List<LoggedRequest>();
            foreach (var request in requests.All())
                asked.Add(request with { Answer = await SendAsync(connection, request, step.Ct) });
            return (
                clock,
                new(step, logging, requests.Mark, asked),
                await buffers.WaitAsync(asked)
            );
        }
    }

    private static Task<HttpAnswer> SendAsync(
        HttpConnection connection,
        LoggedRequest request,
        CancellationToken ct
    ) => connection.SendAsync(request.Ask, Timeout, HttpLimits.Default, _ => { }, ct);
}
