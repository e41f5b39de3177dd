using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verify.Scripts.Session;

/// <summary>Values that $State can hold, to a file and back.</summary>
internal static class StateValue
{
    // A duration in a file is told from text by this.
    private const string Seconds = "$seconds";
    private const int Deepest = 20;

    public static JsonNode? ToJson(string name, object? value, int depth = 0) =>
        depth > Deepest
            ? throw new CannotRun($"$State.{name} is nested more than {Deepest} deep. Keep less.")
            : value switch
            {
                null => null,
                PSObject { BaseObject: not PSCustomObject } wrapped => ToJson(
                    name,
                    wrapped.BaseObject,
                    depth
                ),
                string or char => JsonValue.Create($"{value}"),
                bool flag => JsonValue.Create(flag),
                TimeSpan span => new JsonObject { [Seconds] = span.TotalSeconds },
                DateTime or DateTimeOffset or Uri or Guid or Enum or Version => JsonValue.Create(
                    string.Create(CultureInfo.InvariantCulture, $"{value}")
                ),
                float or double or decimal => JsonValue.Create(
                    Convert.ToDouble(value, CultureInfo.InvariantCulture)
                ),
                sbyte or byte or short or ushort or int or uint or long => JsonValue.Create(
                    Convert.ToInt64(value, CultureInfo.InvariantCulture)
                ),
                IDictionary table => new JsonObject(
                    table
                        .Keys.Cast<object>()
                        .Select(key =>
                            KeyValuePair.Create($"{key}", ToJson(name, table[key], depth + 1))
                        )
                ),
                IEnumerable several => new JsonArray([
                    .. several.Cast<object?>().Select(one => ToJson(name, one, depth + 1)),
                ]),
                PSObject record => new JsonObject(
                    record.Properties.Select(one =>
                        KeyValuePair.Create(one.Name, ToJson(name, one.Value, depth + 1))
                    )
                ),
                _ => throw new CannotRun(
                    $"$State.{name} holds a {value.GetType().Name}, which no record can keep. "
                        + "Keep text, numbers, durations, lists or tables of them."
                ),
            };

    public static object? FromJson(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonArray several => several.Select(FromJson).ToArray(),
            JsonObject { Count: 1 } one when one[Seconds] is { } seconds => TimeSpan.FromSeconds(
                seconds.GetValue<double>()
            ),
            JsonObject table => Table(table),
            _ => node.GetValueKind() switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number => long.TryParse($"{node}", out var whole)
                    ? whole
                    : node.GetValue<double>(),
                _ => $"{node}",
            },
        };

    private static Hashtable Table(JsonObject table)
    {
        var read = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in table)
            read[name] = FromJson(value);
        return read;
    }
}
