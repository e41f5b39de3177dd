using System.Net.Sockets;
using System.Runtime.InteropServices;
using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;

namespace Verify.Swarm.Http;

/// <summary>
/// One HTTP/1.1 connection on the loop, opened when it is needed and kept. The kernel throws bodies away that nobody
/// looks at, and a request in steady state allocates nothing.
/// </summary>
internal sealed class RawConnection(EventLoop loop, Server server, SwarmTally tally)
    : IFetcher,
        IReady
{
    private readonly Turn<Answer> turn = new();
    private readonly IncomingAnswer incoming = new();
    private Socket? socket;
    private int file;
    private ulong key;
    private Request? request;
    private Phase phase;
    private int written;
    private bool isReused;
    private bool isOpening;
    private Instant sent;

    public bool IsWaiting => request is not null;

    /// <summary>When the request under way was begun; what is not answered long after is given up.</summary>
    public Instant Began { get; private set; }

    public ValueTask<Answer> GetAsync(Request request, BodyUse use)
    {
        turn.Begin();
        (this.request, Began, sent) = (request, Instant.Now, default);
        incoming.Begin(use);
        isReused = phase == Phase.Idle;
        if (isReused)
            Send();
        else
            Open();
        return turn.Task;
    }

    public void GiveUp() => Fail(HttpFault.Timeout);

    public void Dispose()
    {
        request = null;
        Close();
    }

    void IReady.OnReady(uint events)
    {
        switch (phase)
        {
            case Phase.Connecting:
                Connected();
                break;
            case Phase.Sending:
                Send();
                break;
            case Phase.Answering:
                Receive();
                break;
            default:
                // The server closed it, as it may at any time (RFC 9112 section 9.5), or says more than it announced.
                if (Received(loop.Buffer.Length) > 0)
                    tally.Failed("bytes after the end of an answer");
                Close();
                break;
        }
    }

    private async void Open()
    {
        // One that was given up while its socket was being made is opened by the call that comes back.
        if (isOpening)
            return;
        isOpening = true;
        try
        {
            socket = await server.OpenAsync();
        }
        catch (Exception)
        {
            // No file is left for it, or the server's network is gone: to a viewer it is all one.
        }
        isOpening = false;
        if (request is null)
            Close();
        else if (socket is null)
            Fail(HttpFault.Connect);
        else
            Connect(socket);
    }

    private unsafe void Connect(Socket opened)
    {
        file = (int)opened.Handle;
        // The lowest free number is given out: it tells how many there are.
        if (file >= OpenFiles.ForConnections)
        {
            tally.Failed(Saturation.NoFile);
            Fail(HttpFault.Connect);
            return;
        }
        opened.NoDelay = true;
        _ = Kernel.FileControl(file, Kernel.SetStatusFlags, Kernel.NonBlocking);
        var address = server.AddressFor(opened);
        int connected;
        fixed (byte* at = address)
            connected = Kernel.Connect(file, at, address.Length);
        var error = Marshal.GetLastPInvokeError();
        if (connected == 0)
        {
            key = loop.Watch(file, Kernel.EpollIn | Kernel.EpollPeerClosed, this);
            tally.Connections++;
            Send();
        }
        else if (error == Kernel.InProgress)
        {
            phase = Phase.Connecting;
            key = loop.Watch(file, Kernel.EpollOut, this);
        }
        else
        {
            if (error == Kernel.NoPort)
                tally.Failed(Saturation.NoPort);
            Fail(HttpFault.Connect);
        }
    }

    private void Connected()
    {
        if ((int)socket!.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0)
        {
            Fail(HttpFault.Connect);
            return;
        }
        loop.Watch(file, Kernel.EpollIn | Kernel.EpollPeerClosed, key);
        tally.Connections++;
        Send();
    }

    private unsafe void Send()
    {
        var wire = request!.Wire;
        if (phase != Phase.Sending)
        {
            written = 0;
            sent = Instant.Now;
        }
        nint taken;
        fixed (byte* bytes = wire)
            taken = Kernel.Send(
                file,
                bytes + written,
                wire.Length - written,
                Kernel.MsgDontWait | Kernel.MsgNoSignal
            );
        if (taken < 0 && Marshal.GetLastPInvokeError() != Kernel.TryAgain)
        {
            Broken();
            return;
        }
        written += (int)Math.Max(0, taken);
        if (written == wire.Length)
        {
            if (phase == Phase.Sending)
                loop.Watch(file, Kernel.EpollIn | Kernel.EpollPeerClosed, key);
            phase = Phase.Answering;
            tally.Requests++;
        }
        else if (phase != Phase.Sending)
        {
            phase = Phase.Sending;
            loop.Watch(file, Kernel.EpollOut, key);
        }
    }

    private void Receive()
    {
        var wanted = incoming.Wanted(loop.Buffer.Length);
        var count = incoming.Discards ? Discarded(wanted) : Received((int)wanted);
        if (count < 0)
        {
            if (Marshal.GetLastPInvokeError() != Kernel.TryAgain)
                Broken();
            return;
        }
        if (count == 0)
            incoming.End();
        else if (incoming.Discards)
            incoming.Discarded(count);
        else
            incoming.Take(loop.Buffer.AsSpan(0, (int)count));
        if (incoming.Fault is { } fault)
        {
            if (fault == HttpFault.Closed)
                Broken();
            else
                Fail(fault);
        }
        else if (incoming.IsWhole)
            Finish();
    }

    // A server that closed a kept connection as the request went out has not seen it: it is sent once more.
    private void Broken()
    {
        var seen = phase == Phase.Answering;
        if (!isReused || incoming.Began)
        {
            Fail(incoming.Began ? HttpFault.Reset : HttpFault.Closed);
            return;
        }
        if (seen)
            tally.Requests--;
        Close();
        isReused = false;
        Open();
    }

    private void Finish()
    {
        var answer = incoming.Answer(sent, Instant.Now);
        if (incoming.IsKept)
            phase = Phase.Idle;
        else
            Close();
        request = null;
        // Whatever the viewer asks for next may begin inside this call.
        var room = incoming.Detach();
        turn.Complete(answer);
        room.Release();
    }

    private void Fail(HttpFault fault)
    {
        var length = incoming.Length;
        Close();
        request = null;
        incoming.Detach().Release();
        turn.Complete(Answer.Failed(fault, sent == default ? Began : sent, length));
    }

    private unsafe nint Discarded(long most)
    {
        // The kernel counts and does not write: no buffer has to be that large.
        fixed (byte* nowhere = loop.Buffer)
            return Kernel.Receive(file, nowhere, (nint)most, Kernel.MsgDontWait | Kernel.MsgTrunc);
    }

    private unsafe nint Received(int most)
    {
        fixed (byte* bytes = loop.Buffer)
            return Kernel.Receive(file, bytes, most, Kernel.MsgDontWait);
    }

    private void Close()
    {
        if (key != 0)
            loop.Forget(file, key);
        key = 0;
        socket?.Dispose();
        socket = null;
        phase = Phase.Closed;
    }

    private enum Phase
    {
        Closed,
        Connecting,
        Idle,
        Sending,
        Answering,
    }
}
