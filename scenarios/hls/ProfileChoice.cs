using Verify.Origin.Profile;

namespace Verify.Scenarios.Hls;

/// <summary>The origin profile that a run was asked for, with its settings.</summary>
internal static class ProfileChoice
{
    public const string ProfileKey = "profile";
    public const string SetKey = "set";

    public static OriginProfile Of(RunRequest request) =>
        Known(GivenProfiles.Of(request))
            .Origin.Get(
                request.Parameters.GetValueOrDefault(ProfileKey, Profiles.Default),
                request.Parameters.GetValueOrDefault(SetKey)?.Split(ScenarioOption.Between) ?? []
            );

    /// <summary>All that a run can choose from: those that are shipped, and those it was given.</summary>
    public static Profiles Known(GivenProfiles? given) => given?.Profiles() ?? Profiles.Shipped;
}
