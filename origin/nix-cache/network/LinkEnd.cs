using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Network;

/// <summary>One end of the direct cable as a design sets it up.</summary>
/// <param name="Address">With its prefix, such as 10.255.255.1/24.</param>
/// <param name="Sysctls">Of the network, set on both ends; their undo is to write what was read before.</param>
/// <param name="Qdisc">The queueing discipline to put on the interface; null leaves the kernel's.</param>
public sealed record LinkEnd(
    string Interface,
    string Address,
    int Mtu,
    IReadOnlyList<Sysctl> Sysctls,
    string? Qdisc
)
{
    /// <summary>The steps that set it up, in order, each with its undo. They are undone last first.</summary>
    public IReadOnlyList<LinkStep> Steps(LinkBefore before) =>
        [
            new(
                ["ip", "address", "replace", Address, "dev", Interface],
                ["ip", "address", "delete", Address, "dev", Interface]
            ),
            new(Link("mtu", $"{Mtu}"), Link("mtu", $"{before.Mtu}")),
            new(Link("up"), Link(before.IsUp ? "up" : "down")),
            .. Queueing,
        ];

    private IEnumerable<LinkStep> Queueing =>
        Qdisc is null
            ? []
            :
            [
                new(
                    ["tc", "qdisc", "replace", "dev", Interface, "root", Qdisc],
                    ["tc", "qdisc", "delete", "dev", Interface, "root"]
                ),
            ];

    private string[] Link(params string[] words) =>
        ["ip", "link", "set", "dev", Interface, .. words];
}
