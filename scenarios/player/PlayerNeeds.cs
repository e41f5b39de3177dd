using Verify.Fixtures.Browser;
using Verify.Fixtures.Player;

namespace Verify.Scenarios.Player;

/// <summary>What a real player takes: a browser, and hls.js. Without them its steps are left out, and the run says so.</summary>
internal static class PlayerNeeds
{
    /// <returns>The file of hls.js; null where the step was skipped.</returns>
    public static async Task<string?> FindAsync(Step step)
    {
        if (Chromium.Missing is { } why)
        {
            step.Skip(why);
            return null;
        }
        var script = await HlsScript.FindAsync(step.Ct);
        if (script is null)
            step.Skip(
                $"hls.js is not installed. Type: npm --prefix {HlsScript.Folder} ci --ignore-scripts"
            );
        else
            step.Note("hls.js", await HlsScript.VersionAsync(script, step.Ct));
        return script;
    }
}
