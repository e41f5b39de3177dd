using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Keys;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>What a test does wrong in a run; nothing by default.</summary>
internal sealed record RunVariant
{
    public static RunVariant None { get; } = new();

    public bool IsShaped { get; init; } = true;

    public string Compression { get; init; } = "zstd";

    public UnixFileMode KeyMode { get; init; } = SecretKeyFile.Mode;

    /// <summary>Another design in the place of one.</summary>
    public Func<ICacheDesign, ICacheDesign> Of { get; init; } = design => design;

    /// <summary>Other settings in the place of a cured client's.</summary>
    public Func<ClientSettings, ClientSettings> Settings { get; init; } = settings => settings;

    /// <summary>Lines of nix.conf from a client's settings.</summary>
    public Func<ClientSettings, string> ClientConf { get; init; } = settings => settings.NixConf;
}
