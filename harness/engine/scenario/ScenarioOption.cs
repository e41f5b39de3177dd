using System.Globalization;

namespace Verify.Engine;

/// <summary>An option of a scenario's own: the command line takes it for this scenario and refuses it for others.</summary>
/// <param name="Name">As it is typed, without the two dashes; also its name among a run's parameters.</param>
/// <param name="Description">For the help of the scenario.</param>
public abstract record ScenarioOption(string Name, string Description)
{
    // No value has a control character, so none can look like two.
    public const char Between = '\u001f';

    /// <summary>What stands for the value in help, such as FILE; null where the library's own word will do.</summary>
    public string? ValueName { get; init; }

    /// <summary>It takes no value: it is given or not.</summary>
    public bool IsFlag { get; init; }

    /// <summary>It can be given several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>What a run is told where it is not given; null where the run is told nothing.</summary>
    public string? Default { get; init; }

    /// <exception cref="UsageError">The value is not allowed, with what is.</exception>
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

/// <summary>An option whose value is of a type.</summary>
/// <param name="Parse">From what was typed; throws a <see cref="UsageError"/> that says what is allowed.</param>
public sealed record ScenarioOption<T>(string Name, string Description, Func<string, T> Parse)
    : ScenarioOption(Name, Description)
{
    public override void Check(string value) => Parse(value);

    /// <summary>Whether a run was given it.</summary>
    public bool IsGiven(RunRequest request) => request.Parameters.ContainsKey(Name);

    /// <summary>What a run was given; the type's default where it was not.</summary>
    public T? Of(RunRequest request) =>
        request.Parameters.TryGetValue(Name, out var value) ? Parse(value) : default;
}
