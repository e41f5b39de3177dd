namespace Verify.VideoPlatform.Settings;

/// <summary>Where objects are stored.</summary>
internal sealed record S3Settings(
    Uri Endpoint,
    string Region,
    string Bucket,
    string AccessKey,
    string SecretKey
)
{
    public static S3Settings Read(EnvironmentReader environment) =>
        new(
            environment.Address("S3_ENDPOINT", "http://localhost:9000"),
            environment.Text("S3_REGION", "us-east-1"),
            environment.Text("S3_BUCKET", "videos"),
            environment.Text("S3_ACCESS_KEY", ""),
            environment.Text("S3_SECRET_KEY", "")
        );
}
