using Verify.Fixtures.Nginx;
using Verify.Instruments.Http;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Sampling;
using Verify.Instruments.Staleness;

namespace Verify.Scenarios.Serving;

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

/// <summary>One of the servers side by side, and the configuration that it is to run.</summary>
/// <param name="Of">Which of the changed configurations it is.</param>
/// <param name="Served">What it was started on, and where.</param>
internal sealed record OriginServer(
    NginxServer Nginx,
    ServerRole Role,
    ServedByRun Of,
    ServedConfiguration Served
)
{
    public string Name => Nginx.Endpoint.Name;

    public Endpoint Endpoint => Nginx.Endpoint;

    public WatchedEndpoint Watched => Nginx.Watched;

    public NginxConf Conf => Nginx.Configuration.Conf;

    public AskedServer Asked => new(Conf, Served.Asked, Served.Prefix);

    /// <summary>How long its cache can keep an old state of what is asked for, by its configuration.</summary>
    public CachePrediction Predict(string uri, InvalidationKind kind) =>
        CachePrediction.Of(Effective.At(Conf, Served.Asked, uri), kind);
}
