using System.Globalization;

namespace Verify.Reports.Tree;

/// <summary>Times and figures as every report writes them.</summary>
internal static class When
{
    public static string Text(DateTimeOffset? at) =>
        at is { } time
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
            : "-";

    public static string Seconds(double seconds) =>
        seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>Four figures that count; more would claim a precision no shared machine has.</summary>
    public static string Figure(double value) =>
        Math.Abs(value) is >= 1000 and < 1e15
            ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture)
            : value.ToString("G4", CultureInfo.InvariantCulture);

    public static string Figure(double value, string unit) =>
        unit.Length == 0 ? Figure(value) : $"{Figure(value)} {unit}";

    /// <summary>Milliseconds since 1970, 0 where the record holds no time.</summary>
    public static long Milliseconds(DateTimeOffset? at) =>
        Math.Max(0, at?.ToUnixTimeMilliseconds() ?? 0);
}
