using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Verify.Engine;

/// <summary>
/// Undos in the journal, each with the name of its type: those of files and processes are known here, others only where
/// the thing is known that they take back.
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
        return
            node?[Act] is JsonValue name
            && Type.GetType(name.ToString()) is { IsAbstract: false } type
            && type.IsSubclassOf(typeof(RecoveryAct))
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
        node.Insert(0, Act, $"{type.FullName}, {type.Assembly.GetName().Name}");
        node.WriteTo(writer, options);
    }
}
