using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Verify.Origin.Profile;

/// <summary>Between a merged tree and the record that it is read as.</summary>
internal static class ProfileJson
{
    public static T Read<T>(JsonObject tree) => tree.Deserialize(Of<T>())!;

    public static JsonObject Tree<T>(T value) =>
        JsonSerializer.SerializeToNode(value, Of<T>())!.AsObject();

    private static JsonTypeInfo<T> Of<T>() =>
        (JsonTypeInfo<T>)ProfileTypes.Default.GetTypeInfo(typeof(T))!;
}

/// <summary>The readers of profiles, made when this is built: every verb begins by reading one.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    // A key that is missing or misspelt in a data file is a defect of ours and must not pass for 0.
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false
)]
[JsonSerializable(typeof(OriginProfile))]
[JsonSerializable(typeof(SwarmProfile))]
[JsonSerializable(typeof(Formulas))]
[JsonSerializable(typeof(Derived))]
[JsonSerializable(typeof(CacheTiming))]
[JsonSerializable(typeof(UpstreamCost))]
internal sealed partial class ProfileTypes : JsonSerializerContext;
