using System.Globalization;

namespace Verify.Origin.NixCache.Client;

/// <summary>What a client's nix is told about its caches. What is null stays at nix's own default, which is named.</summary>
public sealed record ClientSettings
{
    /// <summary>The URLs of the caches, ours first.</summary>
    public required IReadOnlyList<string> Substituters { get; init; }

    public required IReadOnlyList<string> TrustedPublicKeys { get; init; }

    /// <summary>By default none: the kernel gives up after about two minutes, curl after five.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>By default false: a cache that fails, fails the build.</summary>
    public bool? Fallback { get; init; }

    /// <summary>By default 300 s.</summary>
    public TimeSpan? StalledDownloadTimeout { get; init; }

    /// <summary>By default 5.</summary>
    public int? DownloadAttempts { get; init; }

    /// <summary>By default 30 days.</summary>
    public TimeSpan? PositiveTtl { get; init; }

    /// <summary>By default an hour.</summary>
    public TimeSpan? NegativeTtl { get; init; }

    /// <summary>Why a setting has its value, by its name in nix.conf.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } =
        new Dictionary<string, string>();

    public TimeSpan PositiveTtlInForce => PositiveTtl ?? TimeSpan.FromDays(30);

    public TimeSpan NegativeTtlInForce => NegativeTtl ?? TimeSpan.FromHours(1);

    /// <summary>The settings by nix's names, those that are set.</summary>
    public IEnumerable<ClientSetting> Set =>
        Named.Select(one => one with { Reason = Reasons.GetValueOrDefault(one.Name, "") });

    private IEnumerable<ClientSetting> Named
    {
        get
        {
            yield return new("substituters", string.Join(' ', Substituters));
            yield return new("trusted-public-keys", string.Join(' ', TrustedPublicKeys));
            if (ConnectTimeout is { } connect)
                yield return new("connect-timeout", Seconds(connect));
            if (Fallback is { } fallback)
                yield return new("fallback", fallback ? "true" : "false");
            if (StalledDownloadTimeout is { } stalled)
                yield return new("stalled-download-timeout", Seconds(stalled));
            if (DownloadAttempts is { } attempts)
                yield return new("download-attempts", $"{attempts}");
            if (PositiveTtl is { } positive)
                yield return new("narinfo-cache-positive-ttl", Seconds(positive));
            if (NegativeTtl is { } negative)
                yield return new("narinfo-cache-negative-ttl", Seconds(negative));
        }
    }

    /// <summary>As lines of nix.conf.</summary>
    public string NixConf => string.Concat(Set.Select(one => $"{one.Name} = {one.Value}\n"));

    private static string Seconds(TimeSpan time) =>
        ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}

/// <summary>One line of nix.conf, and why it is there.</summary>
public sealed record ClientSetting(string Name, string Value, string Reason = "");
