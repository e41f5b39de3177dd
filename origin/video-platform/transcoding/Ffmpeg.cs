using System.ComponentModel;
using System.Diagnostics;

namespace Verify.VideoPlatform.Transcoding;

/// <summary>Runs FFmpeg, which does not outlive the worker and knows none of its secrets.</summary>
internal static class Ffmpeg
{
    private const int MostSaid = 2000;

    // So much and more is what a program ends with that was killed, or was not found: the source is not to blame.
    private const int Killed = 126;

    /// <exception cref="TranscodingFailed">It ended with an error.</exception>
    public static async Task RunAsync(
        IReadOnlyList<string> arguments,
        string folder,
        CancellationToken ct
    )
    {
        // A thread of its own: FFmpeg is told to die with the thread that started it, and one of the pool's may end early.
        var (exitCode, said) = await Task.Factory.StartNew(
            () => Run(arguments, folder, ct),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        ct.ThrowIfCancellationRequested();
        if (exitCode == 0)
            return;
        var what = $"FFmpeg ended with exit {exitCode}: {said}";
        throw exitCode >= Killed ? new IOException(what) : new TranscodingFailed(what);
    }

    private static (int ExitCode, string Said) Run(
        IReadOnlyList<string> arguments,
        string folder,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "ffmpeg", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        using var ffmpeg = Start(start);
        using var killed = ct.Register(() => ffmpeg.Kill(entireProcessTree: true));
        var said = ffmpeg.StandardError.ReadToEnd();
        ffmpeg.WaitForExit();
        return (ffmpeg.ExitCode, said.Length > MostSaid ? said[..MostSaid] : said.Trim());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"setpriv cannot be started: {missing.Message}",
                missing
            );
        }
    }
}

/// <summary>The source cannot be made into a video, however often it is tried.</summary>
internal sealed class TranscodingFailed(string message) : Exception(message);
