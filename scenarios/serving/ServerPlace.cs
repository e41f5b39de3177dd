using System.Net;
using System.Text.RegularExpressions;
using Verify.Engine.Labs;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;

namespace Verify.Scenarios.Serving;

/// <summary>Where a server listens: in a lab each has the same port in a network of its own, without one each has a port.</summary>
internal sealed partial record ServerPlace(int Port, Func<Compartment> Compartment)
{
    /// <summary>The network that it lies behind; null for none but its compartment's.</summary>
    public VethPlan? Behind { get; init; }

    public ServerAddress Address => new(Behind?.Address ?? IPAddress.Loopback, Port);

    /// <param name="behind">The network that its profile puts it behind; the machine's own is never changed for it.</param>
    public static ServerPlace For(int index, int port, VethPlan? behind = null) =>
        Lab.IsInside
            ? new(port, Engine.Namespaces.Compartment.Isolated) { Behind = behind }
            : new(port + index, Engine.Namespaces.Compartment.OfTheProgram);

    /// <summary>
    /// The configuration as it can be served here: as it is, or, where the machine itself is worked on, with the
    /// port that is left for it and its pid file out of the way of the machine's own.
    /// </summary>
    public string Fit(string configuration, int port) =>
        Lab.IsInside
            ? configuration
            : PidLine()
                .Replace(
                    Regex.Replace(configuration, $@"(\blisten\s+){port}\b", $"${{1}}{Port}"),
                    "pid nginx.pid;"
                );

    [GeneratedRegex("^pid .*;", RegexOptions.Multiline)]
    private static partial Regex PidLine();
}
