using System.Globalization;

namespace Verify.Reports.Plots.Evidence;

/// <summary>How many values stand behind what is drawn.</summary>
internal static class SampleCount
{
    public static string Of(long samples, long errors = 0) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"n = {samples:#,0}{(errors > 0 ? $", {errors:#,0} error{(errors == 1 ? "" : "s")}" : "")}"
        );
}
