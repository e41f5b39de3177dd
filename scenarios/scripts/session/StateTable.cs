using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verify.Scripts.Session;

/// <summary>
/// What steps hand to later ones: <c>$State</c>. It is kept in the run's record, so it holds what a file can hold, and an
/// undo that runs after the program was killed gets it back.
/// </summary>
internal sealed class StateTable : Hashtable
{
    private readonly Action<string>? kept;

    /// <param name="kept">Told, as JSON, whatever is set, when it is set; null where nobody has to be.</param>
    public StateTable(string json, Action<string>? kept = null)
        : base(StringComparer.OrdinalIgnoreCase)
    {
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            base[name] = StateValue.FromJson(value);
        this.kept = kept;
    }

    /// <summary>All of it, in the order of its names.</summary>
    /// <exception cref="CannotRun">Something in it cannot be kept.</exception>
    public string Json =>
        JsonSerializer.Serialize(
            new JsonObject(
                Keys.Cast<object>()
                    .Select(key => $"{key}")
                    .Order(StringComparer.OrdinalIgnoreCase)
                    .Select(key => KeyValuePair.Create(key, StateValue.ToJson(key, base[key])))
            ),
            DiskJson.Options
        );

    public override object? this[object key]
    {
        get => base[key];
        set
        {
            base[key] = value;
            kept?.Invoke(Json);
        }
    }

    public override void Add(object key, object? value)
    {
        base.Add(key, value);
        kept?.Invoke(Json);
    }

    public override void Remove(object key)
    {
        base.Remove(key);
        kept?.Invoke(Json);
    }
}
