using Verify.Tests.Lab;
using Verify.Tests.Servers;

namespace Verify.Tests.Commandline.Load;

/// <summary>The program told to load a server, and what it says.</summary>
internal static class LoadProgram
{
    // A target duration of so long lets a busy machine be late by a second before it cannot tell.
    public const int Patient = 8;

    private const int Attempts = 4;

    // A generator on a busy machine is late, and says so: these are not about that.
    public static readonly string[] Few =
    [
        "--viewers",
        "5",
        "--ramp",
        "50",
        "--jitter",
        "10",
        "--threshold",
        "playlist.p99<30s",
        "--threshold",
        "segment.p99<30s",
    ];

    public static Task<Ended> LoadAsync(
        LiveServer server,
        CancellationToken ct,
        params string[] more
    ) => VerifyProgram.RunAsync(Line(server, more), ct);

    public static string[] Line(LiveServer server, params string[] more) =>
        ["load", server.Endpoint.Address + "stream.m3u8", .. Few, .. more];

    /// <summary>The first of a few runs that can tell: a generator that is late by an eighth of a second cannot.</summary>
    public static async Task<Ended> TellingAsync(
        LiveServer server,
        CancellationToken ct,
        params string[] more
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            server.CountAfresh();
            var ended = await LoadAsync(server, ct, more);
            if (
                attempt == Attempts
                || ended.ExitCode != 4
                || !ended.Stdout.Contains("the generator", StringComparison.Ordinal)
            )
                return ended;
        }
    }

    public static void Says(Ended ended, int exit, params string[] said)
    {
        var all = ended.Stdout + ended.Stderr;
        Assert.That(ended.ExitCode, Is.EqualTo(exit), all);
        foreach (var word in said)
            Assert.That(all, Does.Contain(word));
        Assert.That(all, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
    }
}
