using System.Net;

namespace Verify.VideoPlatform.Settings;

/// <summary>Where the API answers, and a worker tells its health and metrics.</summary>
internal sealed record HttpSettings(string Host, int Port)
{
    public static HttpSettings Read(EnvironmentReader environment, int port)
    {
        var host = environment.Text("HTTP_HOST", "127.0.0.1");
        if (!IPAddress.TryParse(host, out _))
            environment.Refuse("HTTP_HOST", $"'{host}' is not allowed; give an IP address");
        // 0 is any free port: the log says which.
        return new(host, environment.Number("HTTP_PORT", port, 0, Ports.Most));
    }
}
