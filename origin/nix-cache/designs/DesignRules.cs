using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Designs;

/// <summary>What has to fit together in any design, on any hardware.</summary>
public static class DesignRules
{
    // A command that publishes and one that fetches are typed further apart.
    private static readonly TimeSpan LongestNegative = TimeSpan.FromMinutes(1);

    private sealed record Designed(
        HardwareProfile Hardware,
        ServerTuning Tuning,
        ClientSettings Client,
        string Listen,
        JsonObject Module
    );

    private sealed record Check(
        string Name,
        Func<Designed, bool> Fits,
        Func<Designed, string> Otherwise
    );

    private static readonly Check[] All =
    [
        new(
            "min-free-above-max-free",
            on => on.Tuning.MinFree < on.Tuning.MaxFree && on.Tuning.MaxFree < on.Hardware.Disk,
            on =>
                $"min-free is {on.Tuning.MinFree.AsStorage} and max-free {on.Tuning.MaxFree.AsStorage} on a disk of {on.Hardware.Disk.AsStorage}: nix stops collecting while it still has less than it wants"
        ),
        new(
            "narinfo-outlives-nar",
            on => on.Client.PositiveTtlInForce < on.Tuning.CollectAfter,
            on =>
                $"a client trusts a narinfo for {on.Client.PositiveTtlInForce.TotalDays:0.#} days, and the server deletes after {on.Tuning.CollectAfter.TotalDays:0.#}"
        ),
        new(
            "miss-is-kept",
            on => on.Client.NegativeTtlInForce <= LongestNegative,
            on =>
                $"what is published after a miss is not seen for {on.Client.NegativeTtlInForce.TotalMinutes:0.#} minutes"
        ),
        new(
            "no-connect-timeout",
            on => on.Client.ConnectTimeout is not null,
            _ => "the client sets no connect-timeout: with the server off, every command waits"
        ),
        new(
            "no-fallback",
            on => on.Client.Fallback == true,
            _ => "the client does not set fallback: a cache that fails, fails the build"
        ),
        new(
            "cores-oversubscribed",
            on => on.Tuning.MaxJobs * on.Tuning.CoresPerJob <= on.Hardware.Cores,
            on =>
                $"{on.Tuning.MaxJobs} jobs with {on.Tuning.CoresPerJob} cores each on {on.Hardware.Cores}"
        ),
        new(
            "listens-everywhere",
            on => !on.Listen.StartsWith("0.0.0.0:", StringComparison.Ordinal),
            on => $"the server listens on {on.Listen}, which is every network of the machine"
        ),
        new(
            "port-open-everywhere",
            on => on.Module["networking"]?["firewall"]?["allowedTCPPorts"] is null,
            _ => "the firewall opens the port on every interface"
        ),
        new(
            "interface-hard-coded",
            on =>
                on.Module["networking"]?["interfaces"] is JsonObject interfaces
                && interfaces.All(one => one.Key == on.Hardware.Interface),
            on =>
                $"the module sets up {string.Join(", ", on.Module["networking"]!["interfaces"]!.AsObject().Select(one => one.Key))}, and the cable is in {on.Hardware.Interface}"
        ),
    ];

    /// <summary>The names of all checks.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(one => one.Name)];

    /// <summary>What does not fit in a design on this hardware.</summary>
    public static IReadOnlyList<DesignFault> Faults(ICacheDesign design, HardwareProfile hardware)
    {
        var place = new CachePlace();
        return Faults(
            design,
            hardware,
            design.Rules.Tune(hardware),
            design.Client(hardware, place, [], [])
        );
    }

    /// <summary>The same with a tuning and settings of the caller's.</summary>
    public static IReadOnlyList<DesignFault> Faults(
        ICacheDesign design,
        HardwareProfile hardware,
        ServerTuning tuning,
        ClientSettings client
    )
    {
        var place = new CachePlace();
        var designed = new Designed(
            hardware,
            tuning,
            client,
            design.Nginx(new(place.ServerAddress, place.Port, "/srv", "/run")).Listen,
            design.ServerModule(hardware, place).Json
        );
        return
        [
            .. All.Where(one => !one.Fits(designed))
                .Select(one => new DesignFault(one.Name, one.Otherwise(designed))),
        ];
    }
}
