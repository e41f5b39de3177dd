using System.Globalization;
using Verify.Engine.Runs;

namespace Verify.Engine.Scenarios;

/// <summary>An option of one scenario. For any other scenario it is a usage error.</summary>
/// <param name="Name">What is typed after the two dashes; the run's parameter has the same name.</param>
/// <param name="Description">Its line in the scenario's help.</param>
public abstract record ScenarioOption(string Name, string Description)
{
    /// <summary>Separates the values of a repeatable option; no value contains a control character.</summary>
    public const char Between = '\u001f';

    /// <summary>The placeholder for its value in help, such as FILE; by default the option's name.</summary>
    public string? ValueName { get; init; }

    /// <summary>It takes no value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>It can be repeated.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Its value if it is not given; null for none.</summary>
    public string? Default { get; init; }

    /// <exception cref="UsageError">The value is not allowed. The message says which values are.</exception>
    public abstract void Check(string value);

    /// <summary>Any text.</summary>
    public static ScenarioOption<string> Text(string name, string description) =>
        new(name, description, value => value);

    /// <summary>Given or not.</summary>
    public static ScenarioOption<bool> Flag(string name, string description) =>
        new(name, description, value => value == bool.TrueString) { IsFlag = true };

    /// <summary>A whole number within bounds.</summary>
    public static ScenarioOption<int> Number(string name, string description, int from, int to) =>
        new(
            name,
            description,
            value =>
                int.TryParse(
                    value,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number >= from
                && number <= to
                    ? number
                    : throw new UsageError(
                        $"--{name} {value}: give a whole number from {from} to {to}."
                    )
        )
        {
            ValueName = "N",
        };

    /// <summary>One of a few words.</summary>
    public static ScenarioOption<string> Choice(
        string name,
        string description,
        params IReadOnlyList<string> words
    ) =>
        new(
            name,
            description,
            value =>
                words.Contains(value)
                    ? value
                    : throw new UsageError(
                        $"--{name} {value}: not one of {string.Join(", ", words)}."
                            + NearestMatch.Hint(value, words)
                    )
        )
        {
            ValueName = string.Join('|', words),
        };
}

/// <summary>An option with a typed value.</summary>
/// <param name="Parse">Reads what was typed; throws a <see cref="UsageError"/> that says which values are allowed.</param>
public sealed record ScenarioOption<T>(string Name, string Description, Func<string, T> Parse)
    : ScenarioOption(Name, Description)
{
    public override void Check(string value) => Parse(value);

    /// <summary>Its value in a run; the type's default if there is none.</summary>
    public T? Of(RunRequest request) =>
        request.Parameters.TryGetValue(Name, out var value) ? Parse(value) : default;
}
