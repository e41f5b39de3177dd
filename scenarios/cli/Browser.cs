using Verify.Engine.Npm;
using Verify.Engine.Programs;

namespace Verify.Scenarios.Cli;

/// <summary>The user's own browser.</summary>
internal static class Browser
{
    private const string Desktop = "xdg-open";

    /// <summary>Opens a page in $BROWSER or as the desktop does it; where there is neither, says so.</summary>
    public static async Task OpenAsync(Uri page, TextWriter announce, CancellationToken ct)
    {
        if (Program() is not { } browser)
        {
            await announce.WriteLineAsync(
                $"verify: no browser was found: $BROWSER is not set to one, and {Desktop} (package xdg-utils) is not there.\nOpen it yourself: {page}"
            );
            return;
        }
        // In a session of its own: a Ctrl-C that is meant for us is not the browser's.
        await Command.MustAsync(["setsid", "--fork", browser, page.AbsoluteUri], ct);
    }

    // BROWSER may name several, by falling preference.
    private static string? Program() =>
        (Environment.GetEnvironmentVariable("BROWSER") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Append(Desktop)
            .Select(name =>
                name.Contains('/') ? (File.Exists(name) ? name : null) : NodeProgram.Find(name)
            )
            .FirstOrDefault(found => found is not null);
}
