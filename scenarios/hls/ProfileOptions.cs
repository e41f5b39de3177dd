using Verify.Origin.Profile;

namespace Verify.Scenarios.Hls;

/// <summary>The options that choose an origin profile, and change it.</summary>
internal static class ProfileOptions
{
    private static readonly ScenarioOption<string> Profile = ScenarioOption.Text(
        ProfileChoice.ProfileKey,
        "The origin profile. ./run.ps1 profiles lists them."
    ) with
    {
        Default = Profiles.Default,
        ValueName = "NAME",
    };

    private static readonly ScenarioOption<string> Set = ScenarioOption.Text(
        ProfileChoice.SetKey,
        "Override a value of the profile, as in --set hls.listSize=12. Repeatable."
    ) with
    {
        IsRepeatable = true,
        ValueName = "key=value",
    };

    private static readonly ScenarioOption<string> File = ScenarioOption.Text(
        GivenProfiles.Key,
        "A JSON file with your own profiles. ./run.ps1 profiles schema prints its schema."
    ) with
    {
        ValueName = "FILE",
    };

    public static IReadOnlyList<ScenarioOption> All { get; } = [Profile, Set, File];

    /// <summary>A request with the user's own profiles, if --profiles names a file.</summary>
    public static RunRequest Prepare(RunRequest request)
    {
        if (Profile.Of(request) is { } name)
            GivenProfiles.MustBeName(name);
        return GivenProfiles.Load(File.Of(request)) is { } given
            ? request with
            {
                Files = new Dictionary<string, string>(request.Files)
                {
                    [GivenProfiles.Key] = given.Text,
                },
            }
            : request;
    }
}
