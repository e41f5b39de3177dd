using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Values;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 0.2: what each configuration says of its cache, after nginx's inheritance.</summary>
internal sealed class SettingsInForce(EdgePair pair)
{
    private static readonly string[] Said =
    [
        "proxy_pass",
        "proxy_cache",
        "proxy_cache_key",
        "proxy_cache_valid",
        "proxy_cache_lock",
        "proxy_cache_lock_timeout",
        "proxy_cache_use_stale",
        "proxy_cache_background_update",
        "proxy_cache_revalidate",
        "proxy_cache_bypass",
        "proxy_no_cache",
        "proxy_ignore_headers",
        "proxy_connect_timeout",
        "proxy_read_timeout",
        "add_header",
    ];

    public static string Command(EdgePair pair) =>
        $"./run.ps1 config effective {pair.Candidate.Configuration.File} {pair.Paths[0].Playlist}";

    public Task SayAsync(Step step)
    {
        foreach (var edge in pair.Both)
            step.Keep($"{edge.Role}.conf", edge.Configuration.Conf.Main.Source.Text);
        foreach (
            var (kind, path) in new[]
            {
                ("playlist", pair.Paths[0].Playlist),
                ("segment", pair.Paths[0].Segment),
            }
        )
        {
            step.Saw($"{kind} ({path}):");
            var table = new TextTable("", "baseline", "candidate");
            foreach (var directive in Said)
            {
                var (before, now) = (
                    pair.Baseline.At(path, directive),
                    pair.Candidate.At(path, directive)
                );
                if (before.Settings.Count + now.Settings.Count > 0)
                    table.Add(directive, before.Text, now.SameAs(before) ? "the same" : now.Text);
            }
            step.Saw(table, indent: 2);
        }
        return Task.CompletedTask;
    }

    /// <summary>How long a whole answer is kept by proxy_cache_valid; null where it says nothing of one.</summary>
    public static TimeSpan? ValidOf(ValueInForce valid)
    {
        TimeSpan? any = null;
        foreach (var words in valid.Settings.Select(one => one.Text.Split(' ')))
        {
            if (Time(words[^1]) is not { } time)
                continue;
            // A time alone is for 200, 301 and 302.
            if (words.Length == 1 || words.Contains("200"))
                return time;
            if (words.Contains("any"))
                any = time;
        }
        return any;
    }

    private static TimeSpan? Time(string text) =>
        TimeValue.TryParse(text, wholeSeconds: true, out var seconds, out _)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
