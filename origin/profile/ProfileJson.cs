using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Verify.Origin.Profile;

/// <summary>Between a merged tree and the record that it is read as.</summary>
internal static class ProfileJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // A key that is missing or misspelt in a data file is a defect of ours and must not pass for 0.
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
    };

    public static T Read<T>(JsonObject tree) => tree.Deserialize<T>(Options)!;

    public static JsonObject Tree<T>(T value) =>
        JsonSerializer.SerializeToNode(value, Options)!.AsObject();
}
