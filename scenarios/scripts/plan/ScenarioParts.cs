using System.Text.RegularExpressions;

namespace Verify.Scripts.Plan;

/// <summary>What a scenario declares beside its phases.</summary>
internal sealed partial class ScenarioParts(Complaints complaints)
{
    public List<DeclaredOption> Options { get; } = [];
    public List<ExpectedOutcome> Outcomes { get; } = [];

    /// <summary>A folder is named after it.</summary>
    public string Name(Given scenario)
    {
        var name = scenario.Text("name");
        if (scenario.Has("name") && !Plain().IsMatch(name))
            complaints.Add(
                scenario.At("name"),
                $"a scenario is not called '{name}'. Give small letters, digits and hyphens, such as our-edge."
            );
        return name;
    }

    public void Add(Given given, string word)
    {
        if (word == "Option")
            AddOption(given);
        else
            Outcomes.Add(new(given.Text("id"), given.Text("text"), given.Text("expected")));
    }

    private void AddOption(Given given)
    {
        var option = new DeclaredOption(
            given.Text("name"),
            given.Text("kind"),
            given.Has("Default") ? given.Text("Default") : null,
            given.Text("Help"),
            given.List("Words")
        );
        if (!OptionKinds.All.Contains(option.Kind, StringComparer.OrdinalIgnoreCase))
            complaints.Add(
                given.At("kind"),
                $"an option is no '{option.Kind}'. Kinds are {string.Join(", ", OptionKinds.All)}."
                    + NearestMatch.Hint(option.Kind, OptionKinds.All)
            );
        else if (!Word().IsMatch(option.Name))
            complaints.Add(
                given.At("name"),
                $"an option is not called '{option.Name}'. Give letters and digits, such as Origin or MaxAge."
            );
        else if (
            ReservedNames.IsTaken(option.Name) || Options.Any(one => one.Typed == option.Typed)
        )
            complaints.Add(
                given.At("name"),
                $"--{option.Typed} is taken already. Give the option another name."
            );
        else
            CheckDefault(option, given);
        Options.Add(option);
    }

    private void CheckDefault(DeclaredOption option, Given given)
    {
        if (option.Default is null)
            return;
        try
        {
            OptionKinds.Of(option).Check(option.Default);
        }
        catch (UsageError wrong)
        {
            complaints.Add(given.At("Default"), wrong.Message);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,40}$")]
    private static partial Regex Plain();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,30}$")]
    private static partial Regex Word();
}
