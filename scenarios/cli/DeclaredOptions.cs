using System.CommandLine;

namespace Verify.Scenarios.Cli;

/// <summary>Options that a scenario declares, on the command line.</summary>
internal sealed class DeclaredOptions(IReadOnlyList<ScenarioOption> declared)
{
    private readonly (ScenarioOption Declared, Option Typed)[] options =
    [
        .. declared.Select(one => (one, Made(one))),
    ];

    public void AddTo(System.CommandLine.Command command)
    {
        foreach (var (_, typed) in options)
            command.Add(typed);
    }

    /// <summary>The values given, or the defaults, as parameters of a run.</summary>
    /// <exception cref="UsageError">A value is not allowed.</exception>
    public Dictionary<string, string> Read(ParseResult parsed)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var (one, typed) in options)
        {
            var values = Values(typed, parsed);
            foreach (var value in values)
                one.Check(value);
            if (values.Count > 0)
                parameters[one.Name] = string.Join(ScenarioOption.Between, values);
            else if (one.Default is { } usual)
                parameters[one.Name] = usual;
        }
        return parameters;
    }

    private static IReadOnlyList<string> Values(Option typed, ParseResult parsed) =>
        typed switch
        {
            Option<bool> flag => parsed.GetValue(flag) ? [bool.TrueString] : [],
            Option<string[]> several => parsed.GetValue(several) ?? [],
            Option<string?> one => parsed.GetValue(one) is { } value ? [value] : [],
            _ => throw new InvalidOperationException($"{typed.Name} is of no known kind."),
        };

    private static Option Made(ScenarioOption one)
    {
        var name = $"--{one.Name}";
        Option option =
            one.IsFlag ? new Option<bool>(name)
            : one.IsRepeatable ? new Option<string[]>(name)
            : new Option<string?>(name);
        option.Description = one.Default is { } usual
            ? $"{one.Description} [default: {usual}]"
            : one.Description;
        option.HelpName = one.ValueName;
        return option;
    }
}
