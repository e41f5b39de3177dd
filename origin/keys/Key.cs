using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Verify.Engine;

namespace Verify.Origin.Keys;

/// <summary>A configuration key: its name, what it may hold and what it means.</summary>
/// <param name="Name">Dotted, such as hls.listSize.</param>
public sealed record Key(string Name, KeyKind Kind, string Meaning)
{
    /// <summary>No path, name or address that nginx or FFmpeg is given needs more characters.</summary>
    public const int LongestText = 255;

    public long Min { get; init; }
    public long Max { get; init; }

    /// <summary>The value must be a multiple of it.</summary>
    public int Step { get; init; } = 1;
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>A regular expression for the whole of a text.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>What each item of a list consists of.</summary>
    public KeyTable? Parts { get; init; }

    /// <summary>The pattern in words.</summary>
    public string Shape { get; init; } = "";

    /// <summary>What may be given, as an error or a help text says it.</summary>
    public string Allows =>
        Kind switch
        {
            KeyKind.Flag => "true or false",
            KeyKind.Number when Step > 1 =>
                $"a whole number from {Min} to {Max}, divisible by {Step}",
            KeyKind.Number => $"a whole number from {Min} to {Max}",
            KeyKind.Bitrate => $"a number with k or m, from {Min}k to {Max}k, such as 2000k or 2m",
            KeyKind.Words => "one or more, joined with +, of " + string.Join(", ", Allowed),
            KeyKind.Text => Shape,
            KeyKind.List => "a list in a profile file; a list is replaced whole",
            _ => string.Join(", ", Allowed),
        };

    /// <summary>The value that a typed text stands for.</summary>
    /// <exception cref="UsageError">It is of the wrong type or out of range.</exception>
    public JsonNode Read(string text) =>
        Kind switch
        {
            KeyKind.Flag when text is "true" or "false" => JsonValue.Create(text == "true"),
            KeyKind.Flag => throw Refuse(text, "is not true or false"),
            KeyKind.Number => Number(text),
            KeyKind.Bitrate => Rate(text),
            KeyKind.Choice when Allowed.Contains(text, StringComparer.Ordinal) => JsonValue.Create(
                text
            ),
            KeyKind.NumberChoice when Allowed.Contains(text, StringComparer.Ordinal) =>
                JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
            KeyKind.Words => Words(text),
            KeyKind.Text when text.Length > LongestText => throw Refuse(
                text,
                $"is longer than {LongestText} characters"
            ),
            KeyKind.Text when Regex.IsMatch(text, $@"\A(?:{Pattern})\z") => JsonValue.Create(text),
            KeyKind.Text => throw Refuse(text, "is not of the right form"),
            KeyKind.List => throw Refuse(text, "cannot be set here"),
            _ => throw Refuse(text, "is not one of the allowed words"),
        };

    private JsonValue Number(string text)
    {
        if (!Regex.IsMatch(text, @"\A-?[0-9]+\z"))
        {
            throw Refuse(text, "is not a whole number");
        }
        // More digits than a long has are out of any range here.
        if (!long.TryParse(text, CultureInfo.InvariantCulture, out var number) || IsOutside(number))
        {
            throw Refuse(text, "is out of range");
        }
        return number % Step == 0
            ? JsonValue.Create(number)
            : throw Refuse(text, $"is not divisible by {Step}");
    }

    private JsonValue Rate(string text)
    {
        if (!Bitrate.TryParse(text, out var rate))
        {
            // Seven digits are past every bound, and more may be past what a number holds.
            throw Refuse(
                text,
                Regex.IsMatch(text, @"\A[1-9][0-9]{6,}(\.[0-9]{1,3})?[kKmM]\z")
                    ? "is out of range"
                    : "is not a bitrate"
            );
        }
        return IsOutside(rate.Kbps)
            ? throw Refuse(text, "is out of range")
            : JsonValue.Create(rate.ToString());
    }

    private JsonArray Words(string text)
    {
        var words = text.Split('+', StringSplitOptions.TrimEntries);
        var unknown = words.FirstOrDefault(word => !Allowed.Contains(word, StringComparer.Ordinal));
        return unknown is null
            ? new JsonArray([.. words.Distinct().Select(word => (JsonNode)word)])
            : throw Refuse(unknown, "is not one of the allowed words");
    }

    private bool IsOutside(long number) => number < Min || number > Max;

    private UsageError Refuse(string value, string reason) =>
        new(
            $"{Name}: {Quoted.Of(value)} {reason}; allowed: {Allows}.{NearestMatch.Hint(value, Allowed)}"
        );
}
