using Npgsql;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Database;

/// <summary>The connections to PostgreSQL.</summary>
internal static class DataSource
{
    // A database that does not answer for longer than this is down; waiting for it longer only queues more.
    private const int CommandSeconds = 10;
    private const int ConnectSeconds = 15;

    public static NpgsqlDataSource Of(PostgresSettings settings) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder
            {
                Host = settings.Host,
                Port = settings.Port,
                Username = settings.User,
                Password = settings.Password,
                Database = settings.Database,
                ApplicationName = "video-platform",
                MaxPoolSize = settings.Pool,
                Timeout = ConnectSeconds,
                CommandTimeout = CommandSeconds,
                // No statement leaves a session changed, and a DISCARD ALL with each would be counted as a query of ours.
                NoResetOnClose = true,
            }
        );
}
