using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.Changes;

/// <summary>A configuration as it is or was at a moment.</summary>
/// <param name="Text">Of the main file.</param>
/// <param name="Sha256">Of the main file.</param>
/// <param name="WholeSha256">Of all files.</param>
internal sealed record ConfigurationText(
    NginxConf Conf,
    string Text,
    string Sha256,
    string WholeSha256
)
{
    public static ConfigurationText Of(ServerConfiguration configuration) =>
        new(
            configuration.Conf,
            configuration.Conf.Main.Source.Text,
            configuration.Sha256,
            configuration.WholeSha256
        );
}
