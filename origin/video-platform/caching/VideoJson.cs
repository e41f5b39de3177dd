using System.Text.Json;
using System.Text.Json.Serialization;
using StackExchange.Redis;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>A video as it is kept in Redis: all of it, named as in the database.</summary>
internal static class VideoJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static RedisValue Write(Video video) =>
        JsonSerializer.SerializeToUtf8Bytes(video, Options);

    /// <returns>Null where it is none, or one of another program: that is as good as nothing.</returns>
    public static Video? Read(RedisValue value)
    {
        try
        {
            return value.IsNull ? null : JsonSerializer.Deserialize<Video>((byte[])value!, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
