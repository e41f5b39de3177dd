using System.Buffers.Binary;
using System.Text;

namespace Verify.Instruments.Gates.Postgres;

/// <summary>The fields of a message, one after the other. Where it ends too soon, what is missing is empty.</summary>
internal ref struct Fields(ReadOnlySpan<byte> left)
{
    private ReadOnlySpan<byte> left = left;

    /// <summary>Whether all fields asked for so far were there.</summary>
    public bool IsWhole { get; private set; } = true;

    public readonly bool IsAtEnd => left.IsEmpty;

    /// <summary>A text up to its zero.</summary>
    public string Text()
    {
        var end = left.IndexOf((byte)0);
        IsWhole &= end >= 0;
        var text = Encoding.UTF8.GetString(end < 0 ? left : left[..end]);
        left = end < 0 ? [] : left[(end + 1)..];
        return text;
    }

    public byte Byte() => Take(1) is [var only] ? only : (byte)0;

    public short Short() =>
        Take(sizeof(short)) is { Length: > 0 } bytes
            ? BinaryPrimitives.ReadInt16BigEndian(bytes)
            : (short)0;

    public int Int() =>
        Take(sizeof(int)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadInt32BigEndian(bytes) : 0;

    public void Skip(int length) => Take(length);

    /// <summary>So many bytes, or as many as there are.</summary>
    public byte[] Bytes(int length)
    {
        var bytes = left[..Math.Clamp(length, 0, left.Length)];
        IsWhole &= bytes.Length == length;
        left = left[bytes.Length..];
        return bytes.ToArray();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > left.Length)
        {
            IsWhole = false;
            left = [];
            return [];
        }
        var taken = left[..length];
        left = left[length..];
        return taken;
    }
}
