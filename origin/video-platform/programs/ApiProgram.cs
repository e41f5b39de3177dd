using Verify.VideoPlatform.Api;
using Verify.VideoPlatform.Designs;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Programs;

/// <summary>Answers clients.</summary>
internal static class ApiProgram
{
    public static async Task RunAsync(PlatformSettings settings)
    {
        var builder = PlatformHost.Builder(settings.Http);
        await PlatformServices.AddAsync(builder.Services, settings, settings.Traits.Invalidation);
        builder
            .Services.AddSingleton(new VideoAnswers(settings.CdnBaseUrl))
            .AddSingleton<NewVideoRules>()
            .AddProblemDetails()
            .AddExceptionHandler<Failures>();

        await using var app = builder.Build();
        app.UseExceptionHandler();
        // What has no body of its own, a path that leads nowhere or JSON that is none, gets problem details too.
        app.UseStatusCodePages();
        VideoRoutes.Map(app);
        PlatformHost.MapHealthAndMetrics(app);
        await app.RunAsync();
    }
}
