using System.Net;
using Verify.Fixtures.Network;
using Verify.Instruments.Nginx.Site;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>A command of the included origin's, as a person would type it for another one.</summary>
internal static class TypedCommand
{
    private const string IncludedAddress = "http://127.0.0.1:17080/";
    private const string IncludedFolder = "/var/hls";

    /// <param name="own">Where the user's own candidate serves; null where the included one does.</param>
    public static string For(
        string command,
        HlsSite? own,
        ServedStream stream,
        VethPlan? tap,
        int port
    )
    {
        var at = own is not null
            ? $"{own.Host ?? $"{own.Address}"}:{own.Port}"
            : $"{tap?.Address ?? IPAddress.Loopback}:{port}";
        return command
            .Replace(IncludedAddress, $"http://{at}{stream.Prefix}", StringComparison.Ordinal)
            .Replace(IncludedFolder, stream.Folder, StringComparison.Ordinal);
    }
}
