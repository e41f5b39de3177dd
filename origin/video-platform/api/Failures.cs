using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Verify.VideoPlatform.Redis;

namespace Verify.VideoPlatform.Api;

/// <summary>What a client is told of an exception: never what was thrown.</summary>
internal sealed partial class Failures(ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var (status, said) = exception switch
        {
            BadHttpRequestException refused => (refused.StatusCode, "The request cannot be read."),
            DbException or TimeoutException or RedisUnavailable => (
                StatusCodes.Status503ServiceUnavailable,
                "The database does not answer. Try again."
            ),
            _ => (StatusCodes.Status500InternalServerError, "The request failed."),
        };
        if (status >= StatusCodes.Status500InternalServerError)
            Failed(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        await Results.Problem(said, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} failed: {Why}")]
    private partial void Failed(string method, string path, string why);
}
