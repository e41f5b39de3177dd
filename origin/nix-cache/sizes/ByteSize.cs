using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Verify.Origin.NixCache.Sizes;

/// <summary>An amount of memory or storage, as people write it: 4GB, 8GiB, 1TB.</summary>
public readonly partial record struct ByteSize(long Bytes)
    : IComparable<ByteSize>,
        IComparisonOperators<ByteSize, ByteSize, bool>
{
    public const long Kibi = 1024;
    public const long Mebi = 1024 * Kibi;
    public const long Gibi = 1024 * Mebi;
    public const long Giga = 1_000_000_000;

    private const string Letters = "KMGTP";

    public double GiB => (double)Bytes / Gibi;

    public static ByteSize OfGiB(double amount) => new((long)(amount * Gibi));

    public static ByteSize OfGB(double amount) => new((long)(amount * Giga));

    /// <summary>This part of it, to whole bytes.</summary>
    public ByteSize Times(double share) => new((long)(Bytes * share));

    /// <summary>Reads an amount of storage: a disk of 1GB has 1,000,000,000 bytes.</summary>
    public static bool TryParseStorage(string text, out ByteSize size) =>
        TryParse(text, 1000, out size);

    /// <summary>Reads an amount of memory: memory is made in powers of two, and 4GB of it are 4GiB.</summary>
    public static bool TryParseMemory(string text, out ByteSize size) =>
        TryParse(text, 1024, out size);

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>In the largest unit that leaves at least one, such as 3.8GiB; bytes where it is less than one KiB.</summary>
    public override string ToString() => Shown(1024, "i");

    /// <summary>As the label of a disk has it, such as 120GB.</summary>
    public string AsStorage => Shown(1000, "");

    private static bool TryParse(string text, int plain, out ByteSize size)
    {
        size = default;
        var match = Written().Match(text);
        if (
            !match.Success
            || !decimal.TryParse(
                match.Groups["number"].Value,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
            return false;
        var unit = match.Groups["unit"].Value.ToUpperInvariant();
        var step = unit.EndsWith("IB", StringComparison.Ordinal) ? 1024 : plain;
        var bytes = (double)number * Math.Pow(step, Letters.IndexOf(unit[0]) + 1);
        if (bytes > long.MaxValue / 2)
            return false;
        size = new((long)bytes);
        return true;
    }

    private string Shown(int step, string binary)
    {
        var (amount, letter) = ((double)Bytes, -1);
        while (amount >= step && letter < Letters.Length - 1)
            (amount, letter) = (amount / step, letter + 1);
        return letter < 0
            ? $"{Bytes}B"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{amount:0.##}{Letters[letter]}{binary}B"
            );
    }

    // A unit is required: nobody can tell whether a bare 4 is meant in MB or in GB.
    [GeneratedRegex(
        @"\A(?<number>[0-9]{1,15}(\.[0-9]{1,3})?) ?(?<unit>[KMGTP]i?B)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();
}
