namespace Verify.VideoPlatform.Settings;

/// <summary>All that the environment decides.</summary>
internal sealed record PlatformSettings(
    Traits Traits,
    HttpSettings Http,
    PostgresSettings Postgres,
    RedisSettings Redis,
    S3Settings S3,
    Uri CdnBaseUrl,
    JobSettings Jobs,
    OutputSettings Output
)
{
    /// <param name="port">Where it listens unless the environment says otherwise.</param>
    /// <exception cref="WrongSetting">With every value that is not allowed.</exception>
    public static PlatformSettings Read(IReadOnlyDictionary<string, string> values, int port)
    {
        var environment = new EnvironmentReader(values);
        var settings = new PlatformSettings(
            Traits.Read(environment),
            HttpSettings.Read(environment, port),
            PostgresSettings.Read(environment),
            RedisSettings.Read(environment),
            S3Settings.Read(environment),
            environment.Address("CDN_BASE_URL", "http://localhost:8081"),
            JobSettings.Read(environment),
            OutputSettings.Read(environment)
        );
        environment.RefuseUnknown("VIDEO_");
        environment.ThrowFaults();
        return settings;
    }
}
