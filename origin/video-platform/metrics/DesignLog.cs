using System.Text.Json;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Metrics;

/// <summary>Says at the start what the process is: an operator sees a trait that was replaced.</summary>
internal static partial class DesignLog
{
    /// <param name="traits">Told are those that have an effect, by the names that replace them.</param>
    public static void Tell(ILogger log, Traits traits)
    {
        (string Name, object Value)[] told =
        [
            ("VIDEO_DESIGN", traits.Design),
            .. traits.Caches ? OfTheCache(traits) : [],
            ("VIDEO_OUTPUT", traits.Output),
        ];
        Started(log, string.Join(' ', told.Select(one => $"{one.Name}={Word(one.Value)}")));
    }

    private static (string Name, object Value)[] OfTheCache(Traits traits) =>
        [
            ("VIDEO_SINGLEFLIGHT", traits.Singleflight),
            ("VIDEO_LEADER", traits.Leader),
            ("VIDEO_INVALIDATION", traits.Invalidation),
            ("VIDEO_FENCE", traits.Fence),
            ("VIDEO_FALLBACK", traits.Fallback),
        ];

    private static string Word(object value) =>
        value switch
        {
            true => "on",
            false => "off",
            _ => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}"),
        };

    [LoggerMessage(LogLevel.Information, "The design: {Traits}")]
    private static partial void Started(ILogger log, string traits);
}
