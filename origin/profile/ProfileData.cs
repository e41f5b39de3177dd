using System.Text.Json.Nodes;

namespace Verify.Origin.Profile;

/// <summary>A profile as data: what it changes, and what a person should know of it.</summary>
/// <param name="Values">Laid over the base, or over the profile that it extends.</param>
public sealed record ProfileData(ProfileInfo Info, JsonObject Values);

/// <summary>What a person should know of a profile.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Extends">The profile that it starts from; null where it starts from the base.</param>
/// <param name="IsOwn">It is the user's own, and not shipped.</param>
public sealed record ProfileInfo(
    string Name,
    string? Description = null,
    string? Purpose = null,
    string? Extends = null,
    bool IsOwn = false
);
