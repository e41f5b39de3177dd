using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Origin.Encoder;
using Verify.Origin.Profile;

namespace Verify.Scenarios.Hls;

/// <summary>The folder that is served, filled by an encoder.</summary>
internal static class HlsFolder
{
    /// <summary>A host that needs longer than real time for the first window cannot encode the profile live.</summary>
    private static TimeSpan Patience(OriginProfile profile) =>
        profile.SegmentDuration * (profile.Hls.ListSize + 1) * 2;

    /// <summary>Starts the encoder into the profile's folder and returns when every playlist lists a whole window.</summary>
    public static async Task<Encoder> FillAsync(
        OriginProfile profile,
        string workingDirectory,
        Action<string, double> progress,
        CancellationToken ct
    )
    {
        var folder = profile.Server.HlsDir;
        // What every worker answers its epoch with has to be there to be served.
        await File.WriteAllTextAsync(Path.Combine(folder, Epoch.FileName), "epoch\n", ct);
        if (!profile.Multibitrate)
            await File.WriteAllTextAsync(
                Path.Combine(folder, profile.Hls.MasterPlaylist),
                MasterPlaylist.Render(profile),
                ct
            );
        return await Encoder.StartAsync(
            EncoderArguments.For(profile, folder, "pipe:1"),
            workingDirectory,
            [.. profile.MediaPlaylists().Select(playlist => Path.Combine(folder, playlist))],
            profile.Hls.ListSize,
            Patience(profile),
            progress,
            ct
        );
    }
}
