using System.Globalization;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Scenarios.Nightly;

/// <summary>Times of a night as they are shown.</summary>
internal static class NightWords
{
    public static string Clock(TimeSpan time) =>
        time.ToString(time.TotalHours < 1 ? @"mm\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);

    public static string On(Lane lane) =>
        $"lane {lane.Number} (processors {string.Join(',', lane.Processors)})";

    public static string About(ExpectedJob job) => $"about {Clock(job.Takes)}, {job.Reason}";
}
