using System.CommandLine;
using System.Globalization;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;
using Verify.Scenarios.Lint;
using Verify.Scenarios.Load;

namespace Verify.Scenarios.Cli.Load;

/// <summary>The options that say what a load is.</summary>
internal sealed class LoadOptions
{
    // Longer than this is a soak for a scheduler to repeat.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    // Requests are looked at every quarter of a second: a shorter patience would be that, unsaid.
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestDuration = TimeSpan.FromTicks(1);

    private readonly Option<string> profile = new("--profile")
    {
        Description = "The swarm profile. ./run.ps1 profiles swarm lists them.",
        DefaultValueFactory = _ => Profiles.Default,
    };
    private readonly Option<string[]> set = new("--set")
    {
        Description = "Override a value of the profile, as in --set segMaxRetry=1. Repeatable.",
    };
    private readonly Option<string?> profiles = ProfileFileOption.Make();
    private readonly Option<string?> viewers = new("--viewers")
    {
        Description = "Number of viewers; the same as --set clients=N.",
        HelpName = "N",
    };
    private readonly Option<string?> ramp = new("--ramp")
    {
        Description = "Viewers that join per second; the same as --set rampRate=N.",
        HelpName = "N",
    };
    private readonly Option<string?> jitter = new("--jitter")
    {
        Description = "Random shift of each arrival, at most: 100 or 100ms.",
        HelpName = "MS",
    };
    private readonly Option<string?> variant = new("--variant")
    {
        Description = "Which variants a viewer plays: first, all, highest or adaptive.",
    };
    private readonly Option<string?> timeout = new("--timeout")
    {
        Description = "Time after which a request is given up: 5, 5s, 500ms.",
        HelpName = "TIME",
    };
    private readonly Option<string?> duration = new("--duration")
    {
        Description =
            "Duration including the ramp: 30, 30s, 2m. Default: the ramp and ten target durations, at least 20 s. A playlist with an end is played to its end.",
        HelpName = "TIME",
    };
    private readonly Option<string?> seed = new("--seed")
    {
        Description = "Random seed for the jitter; reuse it to repeat a run.",
        HelpName = "N",
    };
    private readonly Option<string[]> thresholds = new("--threshold")
    {
        Description =
            "A condition that must hold, as in 'segment.p99<500ms', 'stalls==0', 'errors<0.1%'. Repeatable. It replaces the profile's threshold for the same metric. --metrics lists the metrics.",
        HelpName = "EXPR",
    };
    private readonly Option<string?> status = new("--status")
    {
        Description =
            "Address of nginx's stub_status page, to compare its request count with the swarm's.",
        HelpName = "URL",
    };

    private readonly Option<bool> insecure = new("--insecure")
    {
        Description = "Accept any certificate of an https server.",
    };

    public void AddTo(System.CommandLine.Command command)
    {
        Option[] all =
        [
            profile,
            set,
            profiles,
            viewers,
            ramp,
            jitter,
            variant,
            timeout,
            duration,
            seed,
            thresholds,
            status,
            insecure,
        ];
        foreach (var option in all)
            command.Add(option);
    }

    /// <exception cref="UsageError">One of them is not understood.</exception>
    public LoadRequest Read(ParseResult parsed, string url)
    {
        var (swarm, name) = (Known(parsed).Swarm, parsed.GetValue(profile)!);
        GivenProfiles.MustBeName(name);
        return new(
            Address(url, "load"),
            swarm.Get(name, Settings(parsed)),
            Time(parsed, timeout, "s", ShortestTimeout, LongestTimeout),
            Time(parsed, duration, "s", ShortestDuration, Longest),
            Seed(parsed.GetValue(seed)),
            [.. (parsed.GetValue(thresholds) ?? []).Select(Threshold.Parse)],
            parsed.GetValue(status) is { } page ? Address(page, status.Name) : null
        )
        {
            JudgedAs = swarm.ShippedBelow(name) ?? Profiles.Default,
            Insecure = parsed.GetValue(insecure),
        };
    }

    private Profiles Known(ParseResult parsed) =>
        GivenProfiles.Load(parsed.GetValue(profiles))?.Profiles() ?? Profiles.Shipped;

    private IEnumerable<string> Settings(ParseResult parsed) =>
        [
            .. parsed.GetValue(set) ?? [],
            .. Setting(viewers.Name, parsed.GetValue(viewers), "clients"),
            .. Setting(ramp.Name, parsed.GetValue(ramp), "rampRate"),
            .. Setting(jitter.Name, Milliseconds(parsed.GetValue(jitter)), "rampJitter"),
            .. Setting(variant.Name, parsed.GetValue(variant), "variant"),
        ];

    // An error names the option that was typed, not the key that it stands for.
    private static IEnumerable<string> Setting(string option, string? value, string key)
    {
        if (value is null)
            return [];
        var read = (SwarmKeys.Table.Find(key) with { Name = option }).Read(value);
        return [$"{key}={read}"];
    }

    // What is no time stays as it is, for the key to refuse.
    private static string? Milliseconds(string? text) =>
        text is not null && TimeText.TryParse(text, "ms", out var time)
            ? time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)
            : text;

    private static TimeSpan? Time(
        ParseResult parsed,
        Option<string?> option,
        string bare,
        TimeSpan least,
        TimeSpan most
    ) =>
        parsed.GetValue(option) is not { } text ? null
        : TimeText.TryParse(text, bare, out var time) && time >= least && time <= most ? time
        : throw new UsageError(
            $"{option.Name}: '{text}' is not understood. Allowed: a time {(least < ShortestTimeout ? "of more than 0" : $"of at least {TimeText.Of(least)}")} and at most {TimeText.Of(most)}, as a number of seconds or with {TimeText.Units}, such as 30s."
        );

    private static int Seed(string? text) =>
        text is null ? Random.Shared.Next()
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
        : throw new UsageError(
            $"--seed: '{text}' is not understood. Allowed: a whole number from 0 to {int.MaxValue}."
        );

    private static Uri Address(string text, string where) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", Port: > 0 }
            ? url
            : throw new UsageError(
                $"{where}: '{LintText.Printable(text)}' is no URL that can be loaded. Allowed: http://... or https://..., such as http://127.0.0.1:17080/stream.m3u8."
            );
}
