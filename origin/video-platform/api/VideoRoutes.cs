using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Api;

/// <summary>The routes of videos.</summary>
internal static class VideoRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var videos = routes.MapGroup("/v1/videos");
        videos.MapPost("", CreateAsync);
        videos.MapPost("/{id}/process", ProcessAsync);
        videos.MapGet("/{id}", GetAsync);
    }

    private static async Task<IResult> CreateAsync(
        NewVideoRequest request,
        NewVideoRules rules,
        IVideoService videos,
        VideoAnswers answers,
        CancellationToken ct
    )
    {
        if (rules.FaultsOf(request) is { Count: > 0 } faults)
            return Results.ValidationProblem(faults);
        var video = await videos.CreateAsync(request.Video, ct);
        return Results.Created($"/v1/videos/{video.Id}", answers.Of(video));
    }

    private static async Task<IResult> ProcessAsync(
        string id,
        bool? again,
        IVideoService videos,
        VideoAnswers answers,
        CancellationToken ct
    )
    {
        if (VideoId.Of(id) is not { } videoId)
            return VideoId.Refuse();
        var (video, accepted, _) = await videos.ProcessAsync(videoId, again ?? false, ct);
        return video is null ? VideoId.Unknown()
            : accepted ? Results.Accepted($"/v1/videos/{videoId}", answers.Of(video))
            : Results.Problem(
                $"The video is {VideoStatusWord.Of(video.Status)}, or is being made. "
                    + "A video is made once, from PENDING_UPLOAD; one that is READY is made again with ?again=true.",
                statusCode: StatusCodes.Status409Conflict
            );
    }

    private static async Task<IResult> GetAsync(
        string id,
        HttpContext context,
        IVideoService videos,
        VideoAnswers answers,
        CancellationToken ct
    )
    {
        // A status is only as fresh as what answers for it; what lies in between cannot be invalidated.
        context.Response.Headers.CacheControl = "no-store";
        if (VideoId.Of(id) is not { } videoId)
            return VideoId.Refuse();
        return await videos.GetAsync(videoId, ct) is { } video
            ? Results.Ok(answers.Of(video))
            : VideoId.Unknown();
    }
}
