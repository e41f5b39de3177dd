using System.Net.Sockets;

namespace Verify.Instruments.Gates;

/// <summary>Sending that ends when all has been sent.</summary>
internal static class SocketSending
{
    extension(Socket socket)
    {
        public async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await socket.SendAsync(bytes, ct)..];
        }

        /// <summary>Ends the connection at once; the other side sees it reset.</summary>
        public void Reset()
        {
            try
            {
                socket.LingerState = new(enable: true, seconds: 0);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // It has ended already.
            }
            socket.Dispose();
        }
    }
}
