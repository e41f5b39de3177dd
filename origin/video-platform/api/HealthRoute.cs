using System.Text.Json;
using Dapper;
using Npgsql;
using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Api;

/// <summary>GET /health: 200 while the platform can do its work; what it does without is told.</summary>
internal static class HealthRoute
{
    // A health check that hangs says less than one that says no.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/health",
            async (
                Traits traits,
                NpgsqlDataSource database,
                IServiceProvider services,
                CancellationToken ct
            ) =>
            {
                // One of the designs has none.
                var redis = services.GetService<IRedisLink>();
                var postgres = await AnswersAsync(AskAsync(database, ct));
                var cache =
                    redis is null ? "none"
                    : await AnswersAsync(redis.AskAsync(one => one.PingAsync())) ? "up"
                    : "down";
                return Results.Json(
                    new Health(
                        postgres ? "ok" : "failing",
                        JsonNamingPolicy.KebabCaseLower.ConvertName($"{traits.Design}"),
                        postgres ? "up" : "down",
                        cache
                    ),
                    statusCode: postgres
                        ? StatusCodes.Status200OK
                        : StatusCodes.Status503ServiceUnavailable
                );
            }
        );

    private static async Task AskAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new("SELECT 1", cancellationToken: ct));
    }

    private static async Task<bool> AnswersAsync(Task asked)
    {
        try
        {
            await asked.WaitAsync(Patience);
            return true;
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            return false;
        }
    }

    private sealed record Health(string Status, string Design, string Postgres, string Redis);
}
