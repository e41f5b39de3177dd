using System.CommandLine;

namespace Verify.Scenarios;

/// <summary>The options that say what a scenario is about; shared by the verbs that run, plan or drill one.</summary>
internal sealed class ScenarioOptions
{
    private readonly Option<string> profile = new("--profile")
    {
        Description = "The origin profile: see ./run.ps1 profiles.",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Override a value of the profile, as in --set hls.listSize=12; repeatable.",
    };

    private readonly Option<string?> phases = new("--phase")
    {
        Description = "Only these phases and those they stand on, as in --phase 2,5.",
    };

    public void AddTo(Command command)
    {
        AddProfileTo(command);
        command.Add(phases);
    }

    public void AddProfileTo(Command command)
    {
        command.Add(profile);
        command.Add(set);
    }

    public IReadOnlyList<string>? Phases(ParseResult parsed) =>
        parsed
            .GetValue(phases)
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IReadOnlyDictionary<string, string> Parameters(ParseResult parsed)
    {
        var given = new Dictionary<string, string>
        {
            [ProfileChoice.ProfileKey] = parsed.GetValue(profile)!,
        };
        if (parsed.GetValue(set) is { Length: > 0 } settings)
            given[ProfileChoice.SetKey] = string.Join(ProfileChoice.Between, settings);
        return given;
    }
}
