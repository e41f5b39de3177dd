using Microsoft.Extensions.Logging.Console;

namespace Verify.VideoPlatform.Metrics;

/// <summary>The log: one line an event, on standard output.</summary>
internal static class PlatformLog
{
    public static void Configure(ILoggingBuilder logging) =>
        logging
            .ClearProviders()
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
                console.UseUtcTimestamp = true;
            })
            .AddFilter("Microsoft", LogLevel.Warning)
            // The failure is told by ours.
            .AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None)
            // Where it listens.
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
}
