namespace Verify.VideoPlatform.Api;

/// <summary>The id in a path: a UUID as we write it, and nothing that only resembles one.</summary>
internal static class VideoId
{
    private const int Length = 36;

    // The parser would take white space around it.
    public static Guid? Of(string text) =>
        text.Length == Length && Guid.TryParseExact(text, "D", out var id) ? id : null;

    public static IResult Refuse() =>
        Results.Problem("The id is not a UUID.", statusCode: StatusCodes.Status400BadRequest);

    public static IResult Unknown() =>
        Results.Problem("There is no such video.", statusCode: StatusCodes.Status404NotFound);
}
