using Verify.VideoPlatform.Designs;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Worker;

namespace Verify.VideoPlatform.Programs;

/// <summary>Makes videos.</summary>
internal static class WorkerProgram
{
    // setpriv ends FFmpeg with the worker, however that ends.
    private static readonly string[] Needed = ["ffmpeg", "setpriv"];

    public static async Task RunAsync(PlatformSettings settings)
    {
        foreach (var program in Needed)
            if (!IsOnPath(program))
                throw new CannotStart($"{program} is not on the PATH; a worker needs it.");
        using var work = new WorkFolder(settings.Jobs.Folder);
        var builder = PlatformHost.Builder(settings.Http);
        builder.Services.AddSingleton(work);
        // As designed, a job's end deletes after it has written, whatever the API does.
        var invalidation =
            settings.Traits.Invalidation == Invalidation.DeleteBeforeWrite
                ? Invalidation.WriteBeforeDelete
                : settings.Traits.Invalidation;
        await PlatformServices.AddAsync(builder.Services, settings, invalidation);
        WorkerServices.Add(builder.Services, settings);

        await using var app = builder.Build();
        PlatformHost.MapHealthAndMetrics(app);
        await app.RunAsync();
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
