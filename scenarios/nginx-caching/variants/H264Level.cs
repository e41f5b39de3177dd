namespace Verify.Scenarios.NginxCaching.Variants;

/// <summary>The H.264 level that pictures of a size and rate need (ITU-T H.264, table A-1, MaxFS and MaxMBPS).</summary>
internal static class H264Level
{
    private const int Macroblock = 16;

    private static readonly (int Level, int Frame, int Second)[] Limits =
    [
        (10, 99, 1485),
        (11, 396, 3000),
        (12, 396, 6000),
        (13, 396, 11_880),
        (21, 792, 19_800),
        (22, 1620, 20_250),
        (30, 1620, 40_500),
        (31, 3600, 108_000),
        (32, 5120, 216_000),
        (40, 8192, 245_760),
        (42, 8704, 522_240),
        (50, 22_080, 589_824),
        (51, 36_864, 983_040),
        (52, 36_864, 2_073_600),
        (60, 139_264, 4_177_920),
        (62, 139_264, 16_711_680),
    ];

    /// <summary>Ten times the level, as the stream has it.</summary>
    public static int For(int width, int height, int framesPerSecond)
    {
        var frame = Blocks(width) * Blocks(height);
        return Limits
            .Where(limit => frame <= limit.Frame && frame * framesPerSecond <= limit.Second)
            .Select(limit => limit.Level)
            .FirstOrDefault(Limits[^1].Level);
    }

    private static int Blocks(int pixels) => (pixels + Macroblock - 1) / Macroblock;
}
