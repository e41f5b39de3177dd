namespace Verify.Instruments.BinaryCache;

/// <summary>How nix writes hashes: base 32 without e, o, t and u, the last bits first.</summary>
/// <remarks>Source: printHash32 of nix 2.8, src/libutil/hash.cc.</remarks>
public static class NixBase32
{
    private const string Digits = "0123456789abcdfghijklmnpqrsvwxyz";
    private const int BitsOfDigit = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var length = (bytes.Length * 8 + BitsOfDigit - 1) / BitsOfDigit;
        var text = new char[length];
        for (var digit = 0; digit < length; digit++)
        {
            var bit = (length - 1 - digit) * BitsOfDigit;
            var (at, shift) = (bit / 8, bit % 8);
            var value =
                bytes[at] >> shift | (at + 1 < bytes.Length ? bytes[at + 1] << (8 - shift) : 0);
            text[digit] = Digits[value & 31];
        }
        return new(text);
    }
}
