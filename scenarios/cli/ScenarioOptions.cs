using System.CommandLine;
using Verify.Engine;

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

    private readonly Option<string?> profiles = GivenProfiles.Option();

    private readonly Option<string?> phases = new("--phase")
    {
        Description = "Only these phases and those they stand on, as in --phase 2,5.",
    };

    private readonly Option<string?> baseline = new("--baseline")
    {
        Description =
            "Your own nginx.conf as it is, in place of the included one; with --candidate.",
    };

    private readonly Option<string?> candidate = new("--candidate")
    {
        Description = "Your own nginx.conf as it shall be; with --baseline.",
    };

    private readonly Option<string?> expect = new("--expect")
    {
        Description =
            "The changes that --candidate is to make, as JSON, or 'included' for those of the included change.",
    };

    private readonly Option<string?> target = new("--target")
    {
        Description =
            "Only look, at a running origin: the URL of its playlist, as in http://127.0.0.1:8080/live/master.m3u8.",
    };

    private readonly Option<string?> applyTo = new("--apply-to")
    {
        Description =
            "Apply the change to this configuration tree, on this machine; taken back unless it proves itself.",
    };

    private readonly Option<string?> reload = new("--reload")
    {
        Description =
            "The command that has nginx read the tree (default: nginx -s reload, with the words it was started with).",
    };

    private readonly Option<string?> rollback = new("--rollback")
    {
        Description =
            "When the change to the tree is taken back: on-failure (default), always, never.",
    };

    public void AddTo(System.CommandLine.Command command)
    {
        AddProfileTo(command);
        command.Add(phases);
        foreach (var (_, option) in Subjects)
            command.Add(option);
    }

    public void AddProfileTo(System.CommandLine.Command command)
    {
        command.Add(profile);
        command.Add(set);
        command.Add(profiles);
    }

    private IEnumerable<(string Key, Option<string?> Option)> Subjects =>
        [
            (SubjectKeys.Baseline, baseline),
            (SubjectKeys.Candidate, candidate),
            (SubjectKeys.Expect, expect),
            (SubjectKeys.Target, target),
            (SubjectKeys.ApplyTo, applyTo),
            (SubjectKeys.Reload, reload),
            (SubjectKeys.Rollback, rollback),
        ];

    /// <summary>A request with what these options say.</summary>
    public RunRequest In(RunRequest request, ParseResult parsed) =>
        WithProfile(request, parsed) with
        {
            Phases = Phases(parsed),
            Tree = parsed.GetValue(applyTo) is { Length: > 0 } tree
                ? Tree.MustBeChangeable(tree)
                : null,
            Rollback = StrategyWord.Parse(parsed.GetValue(rollback) ?? StrategyWord.OnFailure),
        };

    /// <summary>A request with the profile alone, and where it comes from.</summary>
    public RunRequest WithProfile(RunRequest request, ParseResult parsed)
    {
        var (parameters, files) = (Parameters(parsed), new Dictionary<string, string>());
        if (GivenProfiles.Load(parsed.GetValue(profiles)) is { } given)
            (parameters[GivenProfiles.Key], files[GivenProfiles.Key]) = (given.File, given.Text);
        return request with { Parameters = parameters, Files = files };
    }

    private IReadOnlyList<string>? Phases(ParseResult parsed) =>
        parsed
            .GetValue(phases)
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Dictionary<string, string> Parameters(ParseResult parsed)
    {
        var given = new Dictionary<string, string>
        {
            [ProfileChoice.ProfileKey] = GivenProfiles.Name(parsed.GetValue(profile)!),
        };
        if (parsed.GetValue(set) is { Length: > 0 } settings)
            given[ProfileChoice.SetKey] = string.Join(ProfileChoice.Between, settings);
        foreach (var (key, option) in Subjects)
            if (parsed.GetValue(option) is { } value)
                given[key] = value;
        return given;
    }
}
