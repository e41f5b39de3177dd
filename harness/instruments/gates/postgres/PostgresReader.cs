using System.Buffers.Binary;
using System.Globalization;

namespace Verify.Instruments.Gates.Postgres;

/// <summary>Reads what a client says to PostgreSQL (protocol 3.0; "Message Formats" of its manual).</summary>
/// <remarks>
/// Parse, Bind and Describe wait for their Execute: PostgreSQL takes the snapshot that a query sees when it binds, so a query
/// that is held after its Bind has been passed on would see what was there before it was held.
/// </remarks>
internal sealed class PostgresReader : ICommandReader<PostgresCommand>
{
    private const int StartHeader = 8;
    private const int Header = 5;

    // PostgreSQL's own limits: MAX_STARTUP_PACKET_LENGTH, PQ_LARGE_MESSAGE_LIMIT.
    private const int MostStart = 10_000;
    private const int MostMessage = 0x3fff_ffff;

    private const int Version3 = 3;
    private const int Cancel = 80877102;
    private const int Ssl = 80877103;
    private const int GssEncryption = 80877104;

    // A command that is longer is decided on by its beginning, and its rest passes as it comes.
    private const int MostPending = 64 * 1024;

    private readonly KeptBytes header = new(StartHeader);
    private readonly KeptBytes body = new(MostPending);
    private readonly Prepared prepared = new();
    private bool isStarted;
    private long bodyLeft;
    private long pending;
    private bool isDecided;
    private PostgresCommand? begun;
    private bool isBound;

    public Reading<PostgresCommand> Read(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            var step = Take(bytes[taken..], out var wrong);
            (taken, pending) = (taken + step, pending + step);
            if (wrong is not null)
                return new(taken, Next.Unread) { Reason = wrong };
            if (IsMessage && End(taken) is { Next: not Next.Wait } ended)
                return ended;
            if (isDecided || pending > MostPending)
                break;
        }
        if (isDecided)
            return new(taken, Next.Pass);
        if (pending <= MostPending)
            return new(taken, Next.Wait);
        isDecided = true;
        return Begun() is { } command
            ? new(taken, Next.Decide) { Command = command }
            : new(taken, Next.Pass);
    }

    private int HeaderLength => isStarted ? Header : StartHeader;

    private bool IsMessage => header.Length == HeaderLength && bodyLeft == 0;

    private char Kind => (char)header.Span[0];

    private int Code => BinaryPrimitives.ReadInt32BigEndian(header.Span[4..]);

    private int Take(ReadOnlySpan<byte> bytes, out string? wrong)
    {
        wrong = null;
        int length;
        if (header.Length < HeaderLength)
        {
            length = Math.Min(HeaderLength - header.Length, bytes.Length);
            header.Add(bytes[..length]);
            if (header.Length == HeaderLength)
                wrong = isStarted ? BeginsMessage() : BeginsStart();
            return length;
        }
        length = (int)Math.Min(bodyLeft, bytes.Length);
        body.Add(bytes[..length]);
        bodyLeft -= length;
        return length;
    }

    private string? BeginsMessage()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(header.Span[1..]);
        bodyLeft = length - sizeof(int);
        return !"QPBDECSHFdcfpX".Contains(Kind) || length is < sizeof(int) or > MostMessage
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"no message of a client's: type 0x{(int)Kind:x2}, length {length}"
            )
            : null;
    }

    private string? BeginsStart()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(header.Span);
        bodyLeft = length - StartHeader;
        return
            length is < StartHeader or > MostStart
            || (Code is not (Cancel or Ssl or GssEncryption) && Code >> 16 != Version3)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"no start of a session: length {length}, code 0x{Code:x8}"
            )
            : null;
    }

    private Reading<PostgresCommand> End(int taken)
    {
        var reading = isStarted ? EndOfMessage(taken) : EndOfStart(taken);
        header.Clear();
        body.Clear();
        if (reading.Next == Next.Wait && !isDecided)
            return reading;
        // One that was decided on by its beginning passes; the command is over where its last message is.
        var isOver = reading.Next != Next.Wait;
        if (isDecided)
            reading = new(taken, Next.Pass);
        if (isOver)
            (pending, isDecided, begun, isBound) = (0, false, null, false);
        return reading;
    }

    private Reading<PostgresCommand> EndOfStart(int taken)
    {
        if (Code is Ssl or GssEncryption)
            return new(taken, Next.Reply) { Reply = "N"u8.ToArray() };
        if (Code == Cancel)
            return new(taken, Next.Decide) { Command = new("CANCEL", "", [], IsWhole: true) };
        var fields = new Fields(body.Span);
        var said = new List<string>();
        while (!fields.IsAtEnd && fields.Text() is { Length: > 0 } name)
            said.Add($"{name}={fields.Text()}");
        isStarted = true;
        return new(taken, Next.Decide)
        {
            Command = new("STARTUP", string.Join(' ', said), [], IsWhole: true),
        };
    }

    private Reading<PostgresCommand> EndOfMessage(int taken)
    {
        var fields = new Fields(body.Span);
        switch (Kind)
        {
            case 'Q':
                return new(taken, Next.Decide) { Command = Simple(fields.Text(), !body.IsCut) };
            case 'E':
                return new(taken, Next.Decide) { Command = prepared.Executed(fields) };
            case 'P':
                (begun, isBound) = (Simple(prepared.Parse(fields), !body.IsCut), false);
                return new(taken, Next.Wait);
            case 'B':
                (begun, isBound) = (prepared.Bind(fields), true);
                return new(taken, Next.Wait);
            case 'C':
                prepared.Close(fields);
                return new(taken, Next.Wait);
            case 'D':
                return new(taken, Next.Wait);
            default:
                return begun is not null && !isBound
                    ? new(taken, Next.Decide) { Command = begun with { Kind = "PREPARE" } }
                    : new(taken, Next.Pass);
        }
    }

    // What is known of a command before its end; null where it is none, such as the data of a COPY.
    private PostgresCommand? Begun()
    {
        var fields = new Fields(body.Span);
        switch (header.Length == HeaderLength ? Kind : ' ')
        {
            case 'Q':
                return Simple(fields.Text(), isWhole: false);
            case 'P':
                _ = fields.Text();
                return Simple(fields.Text(), isWhole: false);
            case 'B':
                return prepared.Bound(fields);
            case 'd':
                return null;
            default:
                return (begun ?? Simple("", isWhole: false)) with { IsWhole = false };
        }
    }

    private static PostgresCommand Simple(string sql, bool isWhole) =>
        new(SqlKind.Of(sql), sql, [], isWhole);
}
