using System.Text.Json;
using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 2.2: what lies in Redis, as an operator sees it.</summary>
internal static class CachedKey
{
    public const string Command =
        "redis-cli --scan --pattern 'video:*'; redis-cli GET video:$ID; redis-cli TTL video:$ID";

    // REDIS_TTL's default.
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(5);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        // Redis's first database, which redis-cli shows: a process of its own.
        await using var api = await PlatformProgram.StartAsync(
            "key",
            platform.Stores.Environment(PlatformInRun.Cured),
            Path.Combine(platform.Stores.Folder, "key"),
            step.Ct
        );
        var video = await api.NewVideoAsync("A \"title\" with \u00e9 and \U0001F3AC", step.Ct);
        var shown = await api.VideoAsync(video, step.Ct);
        var key = $"video:{video}";
        var cli = platform.Stores.Cli;
        step.Expect("keys", await cli.KeysAsync("video:*", step.Ct), Does.Contain(key));
        var kept = await cli.GetAsync(key, step.Ct);
        step.Expect("the key has a value", kept, Is.Not.Null);
        if (kept is null)
            return;
        step.Keep("video.json", kept, "application/json");
        step.Expect(
            "the JSON is what the API shows",
            Plain(JsonDocument.Parse(kept).RootElement),
            Is.EqualTo(Plain(shown)),
            "nothing of it is lost on the way through the cache"
        );
        step.Expect(
            "seconds to live",
            (await cli.LifetimeAsync(key, step.Ct))?.TotalSeconds,
            Is.GreaterThan(Ttl.TotalSeconds - 60).And.LessThanOrEqualTo(Ttl.TotalSeconds),
            "REDIS_TTL, by default 5m, of which a minute at most has passed"
        );
    }

    private static string Plain(JsonElement video) =>
        string.Join(
            ", ",
            video
                .EnumerateObject()
                .Where(one => one.Value.ValueKind != JsonValueKind.Null)
                .OrderBy(one => one.Name, StringComparer.Ordinal)
                .Select(one => $"{one.Name}={one.Value}")
        );
}
