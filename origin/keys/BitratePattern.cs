using System.Globalization;

namespace Verify.Origin.Keys;

/// <summary>The bitrates between two bounds as a regular expression: a schema has no other way to bound a text.</summary>
internal static class BitratePattern
{
    // 0.008m is 8k: a thousandth is the least that a fraction can say.
    private const int MostDecimals = 3;

    /// <param name="min">In kbit/s.</param>
    /// <param name="max">In kbit/s.</param>
    public static string Of(long min, long max)
    {
        var mega = Enumerable
            .Range(0, MostDecimals + 1)
            .SelectMany(decimals => Mega(min, max, decimals));
        return $"({string.Join('|', Among(min, max, decimals: 0))})(\\.0{{1,3}})?[kK]|({string.Join('|', mega)})[mM]";
    }

    private static IEnumerable<string> Mega(long min, long max, int decimals)
    {
        var unit = (long)Math.Pow(10, MostDecimals - decimals);
        var (least, most) = ((min + unit - 1) / unit, max / unit);
        return least > most ? [] : Among(least, most, decimals);
    }

    // Numbers of one length after the other, each with as many digits as its decimals need before and after the point.
    private static IEnumerable<string> Among(long least, long most, int decimals)
    {
        for (var length = decimals + 1; length <= Digits(most, decimals + 1).Length; length++)
        {
            var shortest = length == decimals + 1 ? 0 : (long)Math.Pow(10, length - 1);
            var (from, to) = (
                Math.Max(least, shortest),
                Math.Min(most, (long)Math.Pow(10, length) - 1)
            );
            if (from > to)
                continue;
            foreach (var digits in Between(Digits(from, length), Digits(to, length)))
                yield return decimals == 0
                    ? string.Concat(digits)
                    : string.Concat(digits[..^decimals])
                        + "\\."
                        + string.Concat(digits[^decimals..]);
        }
    }

    // Digit by digit: below the first digit of the upper bound the rest is free.
    private static IEnumerable<string[]> Between(string from, string to)
    {
        if (from.Length == 0)
            return
            [
                [],
            ];
        var (low, high) = (from[0], to[0]);
        var (nines, zeros) = (new string('9', from.Length - 1), new string('0', from.Length - 1));
        if (low == high)
            return After($"{low}", Between(from[1..], to[1..]));
        var ranges = new List<string[]>();
        if (from[1..] != zeros)
            ranges.AddRange(After($"{low++}", Between(from[1..], nines)));
        var full = to[1..] == nines ? high : (char)(high - 1);
        if (low <= full)
            ranges.AddRange(
                After(Class(low, full), [Enumerable.Repeat("[0-9]", nines.Length).ToArray()])
            );
        if (full != high)
            ranges.AddRange(After($"{high}", Between(zeros, to[1..])));
        return ranges;
    }

    private static IEnumerable<string[]> After(string digit, IEnumerable<string[]> rest) =>
        rest.Select(digits => (string[])[digit, .. digits]);

    private static string Class(char from, char to) => from == to ? $"{from}" : $"[{from}-{to}]";

    private static string Digits(long number, int length) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0');
}
