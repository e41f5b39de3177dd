using System.Globalization;

namespace Verify.Origin.Profile;

/// <summary>What H.264 calls the stream that libx264 makes from a profile (RFC 6381 codecs parameter).</summary>
public static class H264
{
    internal static readonly string[] Levels =
    [
        "1",
        "1.1",
        "1.2",
        "1.3",
        "2",
        "2.1",
        "2.2",
        "3",
        "3.1",
        "3.2",
        "4",
        "4.1",
        "4.2",
        "5",
        "5.1",
        "5.2",
        "6",
        "6.1",
        "6.2",
    ];

    /// <returns>Such as avc1.42c01f: profile, constraints and level in hexadecimal.</returns>
    public static string Codec(EncoderSettings encoder)
    {
        var level = (int)(decimal.Parse(encoder.Level, CultureInfo.InvariantCulture) * 10);
        return $"avc1.{Profile(encoder)}{level:x2}";
    }

    // libx264 declares the least profile that a stream needs. Ultrafast switches off everything that
    // baseline lacks, so a higher profile is allowed but not used; only tune animation adds B-frames to it.
    private static string Profile(EncoderSettings encoder) =>
        encoder switch
        {
            { Profile: "baseline" } => Baseline,
            { Preset: "ultrafast", Tune: not "animation" } => Baseline,
            { Preset: "ultrafast" } or { Profile: "main" } => Main,
            _ => High,
        };

    private const string Baseline = "42c0";
    private const string Main = "4d40";
    private const string High = "6400";
}
