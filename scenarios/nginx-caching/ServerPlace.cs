using System.Text.RegularExpressions;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Where a server listens: in a lab each has the same port in a network of its own, without one each has a port.</summary>
internal sealed record ServerPlace(int Port, Func<Network> Network)
{
    public static ServerPlace For(int index, int port) =>
        Lab.IsInside
            ? new(port, Engine.Network.Isolated)
            : new(port + index, Engine.Network.OfTheProgram);

    /// <summary>The configuration as it can be served here: as it is, or with the port that is left for it.</summary>
    public string Fit(string configuration, int port) =>
        Port == port
            ? configuration
            : Regex.Replace(configuration, $@"(\blisten\s+){port}\b", $"${{1}}{Port}");
}
