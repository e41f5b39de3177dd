using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Prometheus;
using Verify.VideoPlatform.Api;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Programs;

/// <summary>What the API and a worker have in common: a web server, JSON's names, the log.</summary>
internal static class PlatformHost
{
    // The largest request is a title and two addresses.
    private const int LargestBody = 64 * 1024;
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder Builder(HttpSettings http)
    {
        // In production, always: elsewhere ASP.NET shows what was thrown.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = Environments.Production,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Parse(http.Host), http.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        PlatformLog.Configure(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper)
            );
        });
        return builder;
    }

    public static void MapHealthAndMetrics(WebApplication app)
    {
        DesignLog.Tell(app.Logger, app.Services.GetRequiredService<Traits>());
        HealthRoute.Map(app);
        app.MapMetrics("/metrics", app.Services.GetRequiredService<PlatformMetrics>().Registry);
    }
}
