using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>One of the two configurations, with what was worked out about it.</summary>
internal sealed class Side
{
    private readonly NginxConf conf;

    public Side(NginxConf conf)
    {
        this.conf = conf;
        Values = new(conf);
        Signatures = new(Values);
        Servers =
        [
            .. conf
                .Root.Children.Where(it => it.Kind == ContextKind.Http)
                .SelectMany(http => http.Children)
                .Where(it => it.Kind == ContextKind.Server),
        ];
    }

    public PlaceValues Values { get; }

    public ServerSignature Signatures { get; }

    public IReadOnlyList<ConfContext> Servers { get; }

    /// <summary>What holds for the whole process: who it runs as, and with which modules.</summary>
    public string Process =>
        string.Join(
            '\n',
            conf.Root.Directives.Where(line => line.Name is "user" or "load_module" or "env")
                .Select(line => $"{line.Name} {line.ArgsText}")
        );

    public Route? Answer(ConfContext? server, string path) =>
        server is null ? null : Route.Within(conf, server, path);
}
