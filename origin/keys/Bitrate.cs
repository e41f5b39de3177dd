using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Verify.Origin.Keys;

/// <summary>A bitrate as profiles write it: 2000k, or 2m for 2000k.</summary>
[JsonConverter(typeof(BitrateJson))]
public readonly partial record struct Bitrate(int Kbps)
{
    /// <summary>
    /// The unit is required: the seed reads a bare 2000 as kbit/s and FFmpeg as bit/s. For the same reason
    /// a bitrate is always written back in k: to FFmpeg a small m is a thousandth.
    /// </summary>
    public static bool TryParse(string text, out Bitrate bitrate)
    {
        bitrate = default;
        var match = Written().Match(text);
        if (
            !match.Success
            || !decimal.TryParse(
                match.Groups["number"].Value,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            || number > int.MaxValue / 1000
        )
        {
            return false;
        }
        var kbps = match.Groups["unit"].Value is "m" or "M" ? number * 1000 : number;
        bitrate = new Bitrate((int)kbps);
        return kbps == decimal.Truncate(kbps);
    }

    public override string ToString() => Kbps.ToString(CultureInfo.InvariantCulture) + "k";

    [GeneratedRegex(@"\A(?<number>(0|[1-9][0-9]*)(\.[0-9]{1,3})?)(?<unit>[kKmM])\z")]
    private static partial Regex Written();
}

internal sealed class BitrateJson : JsonConverter<Bitrate>
{
    public override Bitrate Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        Bitrate.TryParse(reader.GetString() ?? "", out var bitrate)
            ? bitrate
            : throw new JsonException($"'{reader.GetString()}' is not a bitrate such as 2000k");

    public override void Write(
        Utf8JsonWriter writer,
        Bitrate value,
        JsonSerializerOptions options
    ) => writer.WriteStringValue(value.ToString());
}
