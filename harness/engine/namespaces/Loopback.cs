using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Engine.Linux;

namespace Verify.Engine.Namespaces;

/// <summary>The loopback interface of the network that the calling thread is in.</summary>
internal static class Loopback
{
    // struct ifreq: 16 bytes of name, then a union of which the flags are the first two bytes.
    private const int IfReqSize = 40;
    private const int FlagsAt = 16;

    // Ethernet's. With the loopback's own 65536 bytes a large answer is a handful of packets: where a server holds the last
    // one back until it is full (TCP_CORK), it waits for an acknowledgement that the other side delays by 40 ms. One
    // answer in a hundred then took 42 to 48 ms, whatever was configured; with 1500 bytes, as between machines, one in 1600.
    private const int Mtu = 1500;

    public static void Up()
    {
        using var any = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var fd = (int)any.Handle;
        Span<byte> request = stackalloc byte[IfReqSize];
        request.Clear();
        Encoding.ASCII.GetBytes("lo", request);
        Libc.Check(Libc.Ioctl(fd, Libc.SiocGIfFlags, request), "reading the flags of lo");
        var flags = (short)(BitConverter.ToInt16(request[FlagsAt..]) | Libc.IffUp);
        BitConverter.TryWriteBytes(request[FlagsAt..], flags);
        Libc.Check(Libc.Ioctl(fd, Libc.SiocSIfFlags, request), "bringing lo up");
        BitConverter.TryWriteBytes(request[FlagsAt..], Mtu);
        Libc.Check(Libc.Ioctl(fd, Libc.SiocSIfMtu, request), "giving lo the MTU of Ethernet");
    }

    /// <summary>Gives it one more address, under a label of its own ("lo:0"): every label carries one.</summary>
    public static void Add(IPAddress address, int label)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            AddV6(address);
            return;
        }
        using var any = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Span<byte> request = stackalloc byte[IfReqSize];
        request.Clear();
        Encoding.ASCII.GetBytes($"lo:{label}", request);
        // struct sockaddr_in: family, port, address.
        BitConverter.TryWriteBytes(request[FlagsAt..], (short)AddressFamily.InterNetwork);
        address.TryWriteBytes(request[(FlagsAt + 4)..], out _);
        Libc.Check(
            Libc.Ioctl((int)any.Handle, Libc.SiocSIfAddr, request),
            $"giving lo the address {address}"
        );
    }

    // struct in6_ifreq: address, length of the prefix, index of the interface; lo is the first of every network.
    private static void AddV6(IPAddress address)
    {
        using var any = new Socket(
            AddressFamily.InterNetworkV6,
            SocketType.Dgram,
            ProtocolType.Udp
        );
        Span<byte> request = stackalloc byte[24];
        request.Clear();
        address.TryWriteBytes(request, out _);
        BitConverter.TryWriteBytes(request[16..], 128);
        BitConverter.TryWriteBytes(request[20..], 1);
        Libc.Check(
            Libc.Ioctl((int)any.Handle, Libc.SiocSIfAddr, request),
            $"giving lo the address {address}"
        );
    }
}
