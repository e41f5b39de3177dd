using System.Text.Json.Nodes;

namespace Verify.Origin.NixCache.Modules;

/// <summary>One option that a NixOS module sets.</summary>
/// <param name="Path">Such as nix, settings, max-jobs: names of the file system or of interfaces may hold dots.</param>
/// <param name="Reason">Becomes a comment beside it; empty where the option explains itself.</param>
/// <param name="IsDefault">Another module may set it without a conflict.</param>
public sealed record ModuleOption(
    IReadOnlyList<string> Path,
    JsonNode Value,
    string Reason = "",
    bool IsDefault = false
)
{
    /// <param name="path">Names that hold no dot, joined by dots.</param>
    public static ModuleOption Of(
        string path,
        JsonNode value,
        string reason = "",
        bool isDefault = false
    ) => new(path.Split('.'), value, reason, isDefault);
}
