using System.Globalization;
using System.Text;

namespace Verify.Instruments.Gates.Redis;

/// <summary>Reads commands as Redis itself does (processInlineBuffer and processMultibulkBuffer of its networking.c).</summary>
/// <remarks>RESP2 and RESP3 differ in answers alone.</remarks>
internal sealed class RedisReader : ICommandReader<RedisCommand>
{
    // Redis's own limits: PROTO_INLINE_MAX_SIZE, proto-max-bulk-len, and the sign of an int.
    private const int MostLine = 64 * 1024;
    private const long MostBulk = 512L * 1024 * 1024;
    private const long MostWords = int.MaxValue;

    // A command that is longer is decided on by its beginning, and its rest passes as it comes.
    private const int MostPending = 64 * 1024;
    private const int MostKeptWords = 4096;

    private readonly KeptBytes line = new(MostLine);
    private readonly KeptBytes word = new(MostPending);
    private readonly List<string> words = [];
    private State state = State.Line;
    private long wordsLeft;
    private long bytesLeft;
    private long pending;
    private bool isCut;
    private bool isDecided;

    public Reading<RedisCommand> Read(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            var step = Take(bytes[taken..], out var ends, out var wrong);
            (taken, pending) = (taken + step, pending + step);
            if (wrong is not null)
                return new(taken, Next.Unread) { Reason = wrong };
            if (ends)
                return End(taken);
            if (isDecided || pending > MostPending)
                break;
        }
        if (isDecided)
            return new(taken, Next.Pass);
        if (pending <= MostPending)
            return new(taken, Next.Wait);
        isDecided = true;
        return Decide(taken, isWhole: false);
    }

    // What comes next of one and the same kind; never nothing.
    private int Take(ReadOnlySpan<byte> bytes, out bool ends, out string? wrong)
    {
        (ends, wrong) = (false, null);
        return state switch
        {
            State.Word => TakeWord(bytes, out ends),
            _ => TakeLine(bytes, out ends, out wrong),
        };
    }

    private int TakeLine(ReadOnlySpan<byte> bytes, out bool ends, out string? wrong)
    {
        (ends, wrong) = (false, null);
        var feed = bytes.IndexOf((byte)'\n');
        var length = feed < 0 ? bytes.Length : feed + 1;
        line.Add(bytes[..length]);
        if (line.IsCut)
            wrong = $"a line of more than {MostLine} bytes";
        else if (feed >= 0)
        {
            ends = state == State.Line ? BeginsCommand(out wrong) : BeginsWord(out wrong);
            line.Clear();
        }
        return length;
    }

    // "*3", or a whole command as a person types it.
    private bool BeginsCommand(out string? wrong)
    {
        wrong = null;
        if (line.Span[0] != '*')
        {
            Inline();
            return true;
        }
        if (!Number(MostWords, out wordsLeft))
            wrong = $"no number of words: {Shown()}";
        state = State.Length;
        return wordsLeft <= 0 && wrong is null;
    }

    // "$5"
    private bool BeginsWord(out string? wrong)
    {
        wrong = line.Span[0] == '$' ? null : $"no length of a word: {Shown()}";
        if (wrong is null && (!Number(MostBulk, out bytesLeft) || bytesLeft < 0))
            wrong = $"no length of a word: {Shown()}";
        // Redis skips two bytes after each word, whatever they are.
        bytesLeft += 2;
        state = State.Word;
        return false;
    }

    private int TakeWord(ReadOnlySpan<byte> bytes, out bool ends)
    {
        var length = (int)Math.Min(bytesLeft, bytes.Length);
        word.Add(bytes[..(int)Math.Clamp(bytesLeft - 2, 0, length)]);
        bytesLeft -= length;
        ends = bytesLeft == 0 && --wordsLeft == 0;
        if (bytesLeft == 0)
        {
            Keep();
            state = State.Length;
        }
        return length;
    }

    private void Keep()
    {
        isCut |= word.IsCut || words.Count >= MostKeptWords;
        if (words.Count < MostKeptWords && !isDecided)
            words.Add(Encoding.UTF8.GetString(word.Span));
        word.Clear();
    }

    private void Inline()
    {
        foreach (
            var one in Encoding
                .UTF8.GetString(line.Span)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        )
            words.Add(one.Trim('"'));
    }

    private Reading<RedisCommand> End(int taken)
    {
        // Redis takes an empty line, and "*0", for nothing.
        var reading =
            isDecided || words.Count == 0
                ? new Reading<RedisCommand>(taken, Next.Pass)
                : Decide(taken, isWhole: !isCut);
        words.Clear();
        (state, wordsLeft, bytesLeft, pending, isCut, isDecided) = (
            State.Line,
            0,
            0,
            0,
            false,
            false
        );
        return reading;
    }

    private Reading<RedisCommand> Decide(int taken, bool isWhole)
    {
        if (!isWhole && word.Length > 0)
            words.Add(Encoding.UTF8.GetString(word.Span));
        return new(taken, Next.Decide)
        {
            Command = new(words.FirstOrDefault("").ToUpperInvariant(), [.. words.Skip(1)], isWhole),
        };
    }

    private bool Number(long most, out long number)
    {
        number = 0;
        return line.Span.EndsWith("\r\n"u8)
            && long.TryParse(
                line.Span[1..^2],
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out number
            )
            && number <= most;
    }

    private string Shown() =>
        Encoding.ASCII.GetString(line.Span[..Math.Min(line.Length, 40)]).Trim();

    private enum State
    {
        Line,
        Length,
        Word,
    }
}
