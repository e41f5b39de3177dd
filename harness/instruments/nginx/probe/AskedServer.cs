using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Probe;

/// <summary>A configuration, and the server of it that clients ask.</summary>
/// <param name="Server">Null for the one that answers without a name.</param>
/// <param name="Prefix">Where relative paths start: nginx -p, or what nginx was built with.</param>
public sealed record AskedServer(NginxConf Conf, ServerSelector? Server, string Prefix)
{
    /// <summary>What answers a request for the path, picked as nginx picks it.</summary>
    public Effective At(string uri) => Effective.At(Conf, Server, uri);

    /// <summary>The file that the path is answered with.</summary>
    public ServedFile FileOf(string uri) => ServedFile.Of(this, uri);
}
