using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Verify.Engine.Journals;

/// <summary>
/// Undos in the journal, each with the word of its kind (<see cref="RecoveryKinds"/>).
/// </summary>
internal sealed class RecoveryActJson : JsonConverter<RecoveryAct>
{
    private const string Act = "act";

    public override RecoveryAct Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        var node = JsonNode.Parse(ref reader) as JsonObject;
        return node?[Act] is JsonValue name && RecoveryKinds.Find($"{name}") is { } type
            ? (RecoveryAct)node.Deserialize(type, options)!
            : throw new JsonException($"{node?[Act]} is no undo that this program knows");
    }

    public override void Write(
        Utf8JsonWriter writer,
        RecoveryAct value,
        JsonSerializerOptions options
    )
    {
        var type = value.GetType();
        var node = JsonSerializer.SerializeToNode(value, type, options)!.AsObject();
        node.Insert(0, Act, RecoveryKinds.WordOf(type));
        node.WriteTo(writer, options);
    }
}
