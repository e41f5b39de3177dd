using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Instruments.Eviction;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Sampling;
using Verify.Origin.Nginx;
using Verify.Scenarios.Ablation;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Ablation;

/// <summary>Step 5.10: whether requests for files that are not there drive out what viewers are served, and what prevents it.</summary>
internal sealed partial class CacheFlush(OriginSetup setup, LiveOrigin live)
{
    public const string Command =
        "mv new.ts /var/hls/hot.ts; curl -s http://127.0.0.1:17080/nothing-[1-60].ts http://127.0.0.1:17080/hot.ts  # on one connection: the old file or the new one?";

    private const int Rounds = 10;

    // A cure that fails does so at once; one that holds has to do it in every round.
    private const int RoundsOfTheLarge = 3;

    // As many again as fill a cache, and a few that no rounding of nginx's swallows.
    private const int More = 9;

    // Above this a cache is not filled in the time that a step has; what it then takes is more requests, and no skill.
    private const int MostStrangers = 600;

    private const int TimesAsLarge = 10;

    private readonly List<string> table = [];

    public async Task CheckAsync(Step step)
    {
        var configuration = setup.Of(NginxVariant.Standalone).Now.Text;
        var max = MaxOf(configuration);
        var strangers = Math.Min(max + More, MostStrangers);
        var before = await OneAsync(step, live.Baseline.Watched, strangers);
        var after = await OneAsync(step, live.Candidates[0].Watched, strangers);
        if (after.Evicted > 0)
        {
            var cure = await CuresAsync(step, configuration, max, strangers);
            step.Find(
                $"{strangers} requests for different missing files flush the candidate's cache of {max} "
                    + $"entries in {Ratio(after)} rounds, and the baseline's of {MaxOf(setup.Of(NginxVariant.Standalone).Before.Text)} in {Ratio(before)} (cache-flush.txt)",
                "anyone who requests missing files can disable the cache: the worker then looks up and opens every playlist and segment anew, for all its viewers",
                cure,
                kind: before.Evicted > 0 ? FindingKind.Unsolved : FindingKind.New,
                effect: Effect.Slow
            );
        }
        step.Keep("cache-flush.txt", string.Join('\n', table) + "\n");
    }

    private async Task<string> CuresAsync(Step step, string candidate, int max, int strangers)
    {
        const string errors = "open_file_cache_errors";
        var media = candidate
            .Inside(@"location ~ \.m3u8$ {", $"{errors} off;")
            .Inside(@"location ~ \.ts$ {", $"{errors} off;");
        var inMedia = await VariantAsync(step, "errors off in media", media, strangers);
        var elsewhere = await VariantAsync(
            step,
            "errors off in media, asked elsewhere",
            media,
            strangers,
            strangersExtension: ""
        );
        var everywhere = await VariantAsync(
            step,
            "errors off everywhere",
            candidate.With(errors, "off"),
            strangers,
            strangersExtension: ""
        );
        var larger = max * TimesAsLarge;
        var large = candidate.With("open_file_cache", $"max={larger} inactive=30s");
        var spared = await VariantAsync(step, $"max={larger}", large, strangers);
        var filled = Math.Min(larger + More, MostStrangers);
        var flushed = await VariantAsync(
            step,
            $"max={larger}, asked for {filled}",
            large,
            filled,
            rounds: RoundsOfTheLarge
        );
        return $"{errors} off at http level: {Ratio(everywhere)} rounds evict, whatever is requested. "
            + $"Off in the media locations only: {Ratio(inMedia)} with requests there, {Ratio(elsewhere)} with requests elsewhere, because all locations share one cache. "
            + $"max={larger}: {Ratio(spared)} with {strangers} requests, {Ratio(flushed)} with {filled}: a larger cache only takes more requests to flush";
    }

    private Task<Eviction> VariantAsync(
        Step step,
        string name,
        string configuration,
        int strangers,
        string strangersExtension = ".ts",
        int rounds = Rounds
    ) =>
        setup.Servers.ServeAsync(
            name,
            configuration,
            server => OneAsync(step, server.Watched, strangers, strangersExtension, rounds),
            step.Ct
        );

    private async Task<Eviction> OneAsync(
        Step step,
        WatchedEndpoint watched,
        int strangers,
        string strangersExtension = ".ts",
        int rounds = Rounds
    )
    {
        var name = watched.Endpoint.Name;
        step.Progress($"cache of {name}");
        var seen = await EvictionMeter.MeasureAsync(
            new("verify-probe-flush", setup.Profile.Server.HlsDir, strangers, rounds, new Random())
            {
                StrangersExtension = strangersExtension,
            },
            watched,
            step.Ct
        );
        step.Measure(
            new(
                $"{name}: a cached file driven out by requests for nothing",
                seen.Evicted,
                "rounds",
                seen.Decided,
                Details: new Dictionary<string, double>
                {
                    ["requests for nothing a round"] = strangers,
                },
                Source: "file replaced by a rename; still old before those requests and new after them, on one connection"
            )
        );
        step.Saw(
            $"{name}: {strangers} requests for missing files evict the cached file in {Ratio(seen)} rounds"
        );
        table.Add(
            $"# {name}, {strangers} requests for missing files *{strangersExtension}\n{seen.Csv()}"
        );
        return seen;
    }

    private static string Ratio(Eviction seen) => $"{seen.Evicted} of {seen.Decided}";

    private static int MaxOf(string configuration) =>
        Max()
            .Match(
                Effective
                    .At(NginxConf.Parse(configuration, "nginx.conf"), "/any.ts")
                    .Of("open_file_cache")
                    .Text
            )
            is { Success: true } set
            ? int.Parse(set.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"\bmax=(\d{1,9})\b")]
    private static partial Regex Max();
}
