using System.CommandLine;
using Verify.Scenarios.Hls;

namespace Verify.Scenarios.Cli;

/// <summary><c>--profiles FILE</c>, for verbs that know no scenario.</summary>
internal static class ProfileFileOption
{
    public static Option<string?> Make() =>
        new($"--{GivenProfiles.Key}")
        {
            Description =
                "A JSON file with your own profiles. ./run.ps1 profiles schema prints its schema.",
            HelpName = "FILE",
        };
}
