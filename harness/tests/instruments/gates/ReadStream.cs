using Verify.Instruments.Gates;

namespace Verify.Tests.Instruments.Gates;

/// <summary>What a reader makes of a stream that comes in pieces, as a gate would pass it on.</summary>
internal sealed class ReadStream<TCommand>
    where TCommand : class, IGatedCommand
{
    private readonly List<TCommand> commands = [];
    private readonly List<byte> passed = [];
    private readonly List<byte> replies = [];

    public IReadOnlyList<TCommand> Commands => commands;

    /// <summary>All but what waits for its end, and what the gate has answered itself.</summary>
    public byte[] Passed => [.. passed];

    public byte[] Replies => [.. replies];

    /// <summary>How many bytes have not been passed on at the end.</summary>
    public int Waiting { get; private set; }

    /// <summary>The most that were kept at any time.</summary>
    public int MostWaiting { get; private set; }

    public string? Reason { get; private set; }

    public static ReadStream<TCommand> Of(
        ICommandReader<TCommand> reader,
        byte[] bytes,
        Func<int> pieceLength
    )
    {
        var stream = new ReadStream<TCommand>();
        var waiting = new List<byte>();
        for (int at = 0, length; at < bytes.Length; at += length)
        {
            length = Math.Clamp(pieceLength(), 1, bytes.Length - at);
            stream.Take(reader, bytes.AsSpan(at, length), waiting);
            stream.MostWaiting = Math.Max(stream.MostWaiting, waiting.Count);
        }
        stream.Waiting = waiting.Count;
        return stream;
    }

    private void Take(ICommandReader<TCommand> reader, ReadOnlySpan<byte> piece, List<byte> waiting)
    {
        while (!piece.IsEmpty)
        {
            var reading = Reason is null ? reader.Read(piece) : new(piece.Length, Next.Pass);
            waiting.AddRange(piece[..reading.Taken]);
            if (reading.Next == Next.Wait)
                Assert.That(reading.Taken, Is.EqualTo(piece.Length), "it waits with all taken");
            else if (reading.Next != Next.Unread)
                Assert.That(reading.Taken, Is.Positive, "it goes on");
            piece = piece[reading.Taken..];
            if (reading.Next == Next.Wait)
                continue;
            if (reading.Next == Next.Decide)
                commands.Add(reading.Command!);
            if (reading.Next == Next.Reply)
                replies.AddRange(reading.Reply!);
            else
                passed.AddRange(waiting);
            Reason ??= reading.Reason;
            waiting.Clear();
        }
    }
}
