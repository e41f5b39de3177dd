using System.Net;
using Verify.Engine;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>Which interface of a machine the direct cable is in, and whether an address is free for it.</summary>
public static class DirectCable
{
    /// <summary>The only wired interface by which the machine does not reach other networks; null if there is no such one, or several.</summary>
    public static HostInterface? Find(HostReport host) =>
        host.Interfaces.Where(one => !one.HasDefaultRoute).ToArray() is [var only] ? only : null;

    /// <summary>The one that was named, or the only one that it can be.</summary>
    /// <exception cref="CannotRun">It is not there, or there is no telling.</exception>
    public static HostInterface Choose(HostReport host, string? named)
    {
        var known = string.Join(
            ", ",
            host.Interfaces.Select(one =>
                one.HasDefaultRoute ? $"{one.Name} (has the default route)" : one.Name
            )
        );
        if (named is null)
            return Find(host)
                ?? throw new CannotRun(
                    $"Cannot tell which interface the direct cable is in. Wired interfaces: {(known.Length == 0 ? "none" : known)}.\nName it with --interface NAME."
                );
        return host.Interfaces.FirstOrDefault(one => one.Name == named)
            ?? throw new CannotRun(
                $"--interface {named}: this machine has no such wired interface. It has {(known.Length == 0 ? "none" : known)}.{NearestMatch.Hint(named, host.Interfaces.Select(one => one.Name))}\nTo write a configuration for another machine, describe it with --ram, --cpu and --storage."
            );
    }

    /// <exception cref="CannotRun">Another interface is in the network of the address.</exception>
    public static void MustBeFree(HostReport host, string cable, string address, int prefix)
    {
        foreach (var other in host.Interfaces.Where(one => one.Name != cable))
        foreach (var taken in other.Addresses)
        {
            var network = IPNetwork.Parse(Masked(taken));
            var wanted = IPNetwork.Parse(Masked($"{address}/{prefix}"));
            if (network.Contains(wanted.BaseAddress) || wanted.Contains(network.BaseAddress))
                throw new CannotRun(
                    $"--address {address}/{prefix} is in use: {other.Name} has {taken}, and the kernel would not know which way to send.\nChoose a network that nothing here uses, such as 10.254.254.1."
                );
        }
    }

    // IPNetwork takes an address only where all bits behind the prefix are 0.
    private static string Masked(string address)
    {
        var parts = address.Split('/');
        var (bytes, prefix) = (
            IPAddress.Parse(parts[0]).GetAddressBytes(),
            int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)
        );
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return $"{new IPAddress(bytes)}/{prefix}";
    }
}
