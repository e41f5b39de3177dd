using System.Net;

namespace Verify.Origin.Profile;

/// <summary>The network of networking mode tap: the origin and its gateway, in one network of their own.</summary>
public static class TapNetwork
{
    /// <summary>The origin's end of the cable, as a machine with one card calls it.</summary>
    private const string OriginDevice = "eth0";

    /// <returns>Which of its values do not fit together, and what would; null where they do.</returns>
    public static string? Fault(NetworkingSettings network)
    {
        if (!IPNetwork.TryParse(network.Subnet, out var subnet) || $"{subnet}" != network.Subnet)
            return $"networking.subnet '{network.Subnet}' is no network: its address has bits beyond its length. "
                + "Allowed: the first address of a network and its length, such as 10.177.0.0/24.";
        return Outside(subnet, "networking.staticIp", network.StaticIp)
            ?? Outside(subnet, "networking.gateway", network.Gateway)
            ?? Same(network)
            ?? Device(network.Tap.Device);
    }

    private static string? Same(NetworkingSettings network) =>
        network.StaticIp == network.Gateway
            ? $"networking.staticIp and networking.gateway are both {network.Gateway}: the origin and its gateway are two machines."
            : null;

    private static string? Device(string device) =>
        device is OriginDevice or "lo"
            ? $"networking.tap.device '{device}' is the name of another device. Allowed: any but {OriginDevice} and lo."
            : null;

    // The first address names the network and the last one all of its machines.
    private static string? Outside(IPNetwork subnet, string key, string text)
    {
        var address = IPAddress.Parse(text);
        return
            subnet.Contains(address)
            && !address.Equals(subnet.BaseAddress)
            && !address.Equals(Last(subnet))
            ? null
            : $"{key} {text} is no machine's address of networking.subnet {subnet}. "
                + $"Allowed: one of {subnet}, but neither its first nor its last.";
    }

    private static IPAddress Last(IPNetwork subnet)
    {
        var bytes = subnet.BaseAddress.GetAddressBytes();
        for (var bit = subnet.PrefixLength; bit < 8 * bytes.Length; bit++)
            bytes[bit / 8] |= (byte)(1 << (7 - bit % 8));
        return new(bytes);
    }
}
