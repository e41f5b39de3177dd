using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Engine;

namespace Verify.Origin.Keys;

/// <summary>A key's value as a JSON document gives it: numbers are numbers, and lists are lists.</summary>
internal static class KeyValue
{
    /// <returns>The value as it stands in a profile: 2m, for example, is 2000k there.</returns>
    /// <exception cref="UsageError">It is of the wrong type or out of range.</exception>
    public static JsonNode Read(Key key, JsonNode? value) =>
        (key.Kind, value?.GetValueKind()) switch
        {
            (KeyKind.Flag, JsonValueKind.True or JsonValueKind.False) => value!.DeepClone(),
            (KeyKind.Number, JsonValueKind.Number) when IsHuge(value!.ToJsonString()) =>
                throw Refuse(key, $"{Shown(value)} is out of range"),
            (KeyKind.Number or KeyKind.NumberChoice, JsonValueKind.Number) => key.Read(
                Whole(value!.ToJsonString())
            ),
            (KeyKind.Bitrate or KeyKind.Choice or KeyKind.Text, JsonValueKind.String) => key.Read(
                value!.GetValue<string>()
            ),
            (KeyKind.Words, JsonValueKind.Array) => Words(key, value!.AsArray()),
            _ => throw Refuse(key, $"{Shown(value)} is not allowed here"),
        };

    /// <summary>What may stand in a file.</summary>
    public static string Allows(Key key) =>
        key.Kind switch
        {
            KeyKind.Words => $"a list of one or more of {string.Join(", ", key.Allowed)}",
            KeyKind.List =>
                $"a list of {key.Min} to {key.Max} sections with {string.Join(", ", key.Parts!.Keys.Select(part => part.Name))}",
            KeyKind.Bitrate => $"in quotes, {key.Allows}",
            KeyKind.Choice => $"in quotes, one of {key.Allows}",
            KeyKind.Text => $"in quotes, {key.Allows}",
            KeyKind.NumberChoice => $"without quotes, one of {key.Allows}",
            KeyKind.Number => $"without quotes, {key.Allows}",
            _ => key.Allows,
        };

    public static UsageError Refuse(Key key, string reason) =>
        new($"{key.Name}: {reason}; allowed: {Allows(key)}.");

    public static string Shown(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "a section",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => $"the text {Quoted.Of(value.GetValue<string>())}",
            JsonValueKind.Number => $"the number {Quoted.Of(value.ToJsonString())}",
            _ => value.ToJsonString(),
        };

    private static JsonArray Words(Key key, JsonArray list)
    {
        var words = list.Select(word =>
                word?.GetValueKind() == JsonValueKind.String
                    ? word.GetValue<string>()
                    : throw Refuse(key, $"{Shown(word)} is not allowed in the list")
            )
            .ToArray();
        if (words.Length == 0)
            throw Refuse(key, "the list is empty");
        if (words.GroupBy(word => word).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Refuse(key, $"{Quoted.Of(twice.Key)} is named twice");
        // Word by word: a + inside of one would be two.
        if (words.FirstOrDefault(word => !key.Allowed.Contains(word)) is { } unknown)
            throw new UsageError(
                Refuse(key, $"{Quoted.Of(unknown)} is not one of the allowed words").Message
                    + NearestMatch.Hint(unknown, key.Allowed)
            );
        return new JsonArray([.. words.Select(word => (JsonNode)word)]);
    }

    // With an exponent it need not have many digits.
    private static bool IsHuge(string number) =>
        Math.Abs(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture))
        > long.MaxValue;

    // JSON has one kind of number: 10, 10.0 and 1e1 are the same.
    private static string Whole(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
        && decimal.Truncate(exact) == exact
            ? decimal.Truncate(exact).ToString(CultureInfo.InvariantCulture)
            : number;
}
