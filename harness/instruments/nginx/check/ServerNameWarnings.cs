using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Servers that another one hides: the same name at the same address.</summary>
internal static class ServerNameWarnings
{
    public static IEnumerable<ConfWarning> Of(ConfContext http)
    {
        var first = new Dictionary<(string Address, string Name), ConfContext>();
        foreach (var server in http.Children.Where(child => child.Kind == ContextKind.Server))
        {
            var addresses = server
                .Named("listen")
                .Select(ListenAddress.Of)
                .DefaultIfEmpty(ListenAddress.Default)
                .SelectMany(address => address.Names)
                .Distinct()
                .ToList();
            var names = server
                .Named("server_name")
                .SelectMany(line => line.Args)
                .Where(name => !name.StartsWith('~'))
                .Select(name => name.ToLowerInvariant())
                .DefaultIfEmpty("")
                .Distinct();
            foreach (var name in names)
            {
                foreach (var address in addresses)
                {
                    if (!first.TryAdd((address, name), server))
                    {
                        yield return new(
                            server.Opener!.Place,
                            "conflicting-name",
                            server.Path,
                            "server_name",
                            $"\"{name}\" at {address} is ignored: the server at {first[(address, name)].Opener!.Place} has it already",
                            "another name, or one server of the two"
                        );
                    }
                }
            }
        }
    }
}
