using System.Globalization;
using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>What a server gave to revalidate a file with; where it gave nothing, what no file has.</summary>
public sealed record Validators(string Tag, string Date)
{
    private const string NoTag = "\"verify-none\"";

    public static Validators Of(HttpAnswer? answer) =>
        new(
            answer?.First("ETag") ?? NoTag,
            answer?.First("Last-Modified") ?? Http(DateTime.UnixEpoch)
        );

    /// <summary>A day before, or after, the date given.</summary>
    public string Moved(int days) =>
        DateTime.TryParseExact(
            Date,
            "R",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? Http(date.AddDays(days))
            : Date;

    private static string Http(DateTime date) => date.ToString("R", CultureInfo.InvariantCulture);
}
