namespace Verify.VideoPlatform.Settings;

/// <summary>How PostgreSQL is reached.</summary>
internal sealed record PostgresSettings(
    string Host,
    int Port,
    string User,
    string Password,
    string Database,
    int Pool
)
{
    public static PostgresSettings Read(EnvironmentReader environment) =>
        new(
            environment.Text("POSTGRES_HOST", "localhost"),
            environment.Number("POSTGRES_PORT", 5432, 1, Ports.Most),
            environment.Text("POSTGRES_USER", "postgres"),
            environment.Text("POSTGRES_PASSWORD", ""),
            environment.Text("POSTGRES_DB", "videos"),
            // PostgreSQL's own default allows 100 connections to all processes together.
            environment.Number("POSTGRES_POOL", 20, 1, 1000)
        );
}
