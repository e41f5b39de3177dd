using System.Globalization;
using System.Text;
using Verify.Scripts.Values;

namespace Verify.Scripts.Plan;

/// <summary>The kinds of values that an option of a script can have, and what a body gets of each.</summary>
internal static class OptionKinds
{
    private const string Flag = "flag";

    private static readonly Dictionary<string, Func<string, object>> kinds = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["text"] = value => value,
        ["uri"] = Address,
        ["number"] = Number,
        ["duration"] = value => Units.Duration(value),
        ["size"] = value => Units.Size(value),
        ["percent"] = value => Units.Percent(value),
        ["path"] = Path.GetFullPath,
        ["word"] = value => value,
        [Flag] = value => value == bool.TrueString,
    };

    public static IEnumerable<string> All => kinds.Keys;

    /// <summary>MaxAge becomes max-age.</summary>
    public static string Typed(string name)
    {
        var typed = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && typed.Length > 0)
                typed.Append('-');
            typed.Append(char.ToLowerInvariant(letter));
        }
        return $"{typed}";
    }

    public static ScenarioOption Of(DeclaredOption option) =>
        option.Kind.Equals("word", StringComparison.OrdinalIgnoreCase)
            ? ScenarioOption.Choice(option.Typed, option.Help, option.Words) with
            {
                Default = option.Default,
            }
            : new ScenarioOption<object>(
                option.Typed,
                option.Help,
                value => ValueOf(option, value)!
            )
            {
                Default = option.Default,
                IsFlag = option.Kind.Equals(Flag, StringComparison.OrdinalIgnoreCase),
                ValueName = option.Kind.ToUpperInvariant(),
            };

    /// <summary>The value that bodies get.</summary>
    /// <param name="typed">Null where it was not given and has no default.</param>
    /// <exception cref="UsageError">It is not one.</exception>
    public static object? ValueOf(DeclaredOption option, string? typed)
    {
        if (typed is null)
            return option.Kind.Equals(Flag, StringComparison.OrdinalIgnoreCase) ? false : null;
        try
        {
            return kinds[option.Kind](typed);
        }
        catch (FormatException wrong)
        {
            throw new UsageError($"--{option.Typed} {typed}: {wrong.Message}");
        }
    }

    // Text, since a Uri would add a slash where the script goes on with a path.
    private static string Address(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
            ? value.TrimEnd('/')
            : throw new FormatException(
                "this is no address. Give one such as http://127.0.0.1:8080."
            );

    private static object Number(string value) =>
        long.TryParse(
            value,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var whole
        )
            ? whole
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
        : throw new FormatException("this is no number. Give one such as 3 or 0.5.");
}
