using System.Net.Sockets;
using System.Text;

namespace Verify.Engine;

/// <summary>The loopback interface of the network that the calling thread is in.</summary>
internal static class Loopback
{
    // struct ifreq: 16 bytes of name, then a union of which the flags are the first two bytes.
    private const int IfReqSize = 40;
    private const int FlagsAt = 16;

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
    }
}
