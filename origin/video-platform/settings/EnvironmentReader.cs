using System.Globalization;
using System.Text.Json;

namespace Verify.VideoPlatform.Settings;

/// <summary>Reads values of the environment; what is wrong with them is collected, so that all of it is said at once.</summary>
internal sealed class EnvironmentReader(IReadOnlyDictionary<string, string> environment)
{
    private readonly List<string> faults = [];
    private readonly HashSet<string> names = [];

    public string Text(string name, string otherwise) => Given(name) ?? otherwise;

    public bool IsGiven(string name) => Given(name) is not null;

    public int Number(string name, int otherwise, int least, int most) =>
        Read(
            name,
            otherwise,
            $"a whole number from {least} to {most}",
            (string text, out int value) =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value >= least
                && value <= most
        );

    public TimeSpan Duration(string name, TimeSpan otherwise, TimeSpan most) =>
        Read(
            name,
            otherwise,
            $"a duration such as 300ms, 30s, 5m or 1h30m, up to {most.TotalHours:0.##}h",
            (string text, out TimeSpan value) =>
                WrittenDuration.TryParse(text, out value) && value > TimeSpan.Zero && value <= most
        );

    public Uri Address(string name, string otherwise) =>
        Read(
            name,
            new Uri(otherwise),
            "an http or https address without a query, such as http://localhost:8081",
            (string text, out Uri value) =>
                Uri.TryCreate(text, UriKind.Absolute, out value!)
                && value.Scheme is "http" or "https"
                && value is { Query: "", Fragment: "", UserInfo: "" }
        );

    public bool Switch(string name, bool otherwise) =>
        Read(
            name,
            otherwise,
            "on or off",
            (string text, out bool value) => (value = text == "on") || text == "off"
        );

    /// <summary>One of an enumeration's members, in lower case with hyphens.</summary>
    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>()
            .ToDictionary(one => JsonNamingPolicy.KebabCaseLower.ConvertName(one.ToString()));
        return Read(
            name,
            otherwise,
            string.Join(", ", words.Keys),
            (string text, out T value) => words.TryGetValue(text, out value)
        );
    }

    public void Refuse(string name, string why) => faults.Add($"{name}: {why}");

    /// <summary>A misspelt name would leave a default in force without a word.</summary>
    public void RefuseUnknown(string prefix)
    {
        foreach (
            var name in environment.Keys.Where(one =>
                one.StartsWith(prefix, StringComparison.Ordinal)
            )
        )
            if (!names.Contains(name))
                Refuse(
                    name,
                    $"is no setting; those with {prefix} are {string.Join(", ", names.Where(one => one.StartsWith(prefix, StringComparison.Ordinal)).Order())}"
                );
    }

    /// <exception cref="WrongSetting">Anything that was read is wrong.</exception>
    public void ThrowFaults()
    {
        if (faults.Count > 0)
            throw new WrongSetting(string.Join('\n', faults));
    }

    private delegate bool Parse<T>(string text, out T value);

    private T Read<T>(string name, T otherwise, string allowed, Parse<T> parse)
    {
        if (Given(name) is not { } text)
            return otherwise;
        if (parse(text, out var value))
            return value;
        Refuse(name, $"'{text}' is not allowed; give {allowed}");
        return otherwise;
    }

    // An empty value is how a compose file or a unit says "not given".
    private string? Given(string name)
    {
        names.Add(name);
        return environment.TryGetValue(name, out var text) && text.Length > 0 ? text : null;
    }
}
