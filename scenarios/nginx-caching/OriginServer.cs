using Verify.Fixtures;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>What a server stands for among those that are compared.</summary>
internal enum ServerRole
{
    /// <summary>The configuration before the change.</summary>
    Baseline,

    /// <summary>A configuration with the change.</summary>
    Candidate,

    /// <summary>The baseline without its cache: the instrument's own floor.</summary>
    Control,
}

/// <summary>One of the servers side by side, with the configuration that it was given.</summary>
internal sealed record OriginServer(NginxServer Nginx, ServerRole Role, NginxConf Conf)
{
    public string Name => Nginx.Endpoint.Name;

    public Endpoint Endpoint => Nginx.Endpoint;

    public WatchedEndpoint Watched => Nginx.Watched;
}
