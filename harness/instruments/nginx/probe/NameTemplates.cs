using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Instruments.Nginx.Probe;

/// <summary>Ways to make other names of a file's name that a pattern may take too; the plainest first.</summary>
/// <remarks>Nothing is known here of the pattern: which of them it takes, the configuration is asked.</remarks>
internal static partial class NameTemplates
{
    private const int Letters = 26;

    /// <param name="name">Of the live file.</param>
    /// <param name="mark">What the names are to say, such as verify-probe.</param>
    /// <returns>Each gives the name of a number; null where it has none for it.</returns>
    public static IEnumerable<Func<int, string?>> Of(string name, string mark)
    {
        var dot = name.LastIndexOf('.');
        var (stem, extension) = dot > 0 ? (name[..dot], name[dot..]) : (name, "");
        var marks = Marks(mark).ToArray();
        foreach (var said in marks)
            yield return n => $"{said(n)}{extension}";
        // Behind the name, before it, and only then within it.
        int[] places = [stem.Length, 0, .. Enumerable.Range(1, Math.Max(0, stem.Length - 1))];
        foreach (var at in places)
        foreach (var said in marks)
        foreach (var joint in new[] { "-", "_", ".", "" })
            yield return n =>
                $"{stem[..at]}{(at > 0 ? joint : "")}{said(n)}{(at < stem.Length ? joint : "")}{stem[at..]}{extension}";
        // In a part's place: of any length, then of the same.
        foreach (var run in Runs(stem))
        foreach (var said in marks)
            yield return n =>
                $"{stem[..run.Index]}{said(n)}{stem[(run.Index + run.Length)..]}{extension}";
        foreach (var run in Runs(stem))
        foreach (var same in SameLength(run.Length))
            yield return n =>
                same(n) is { } part
                    ? $"{stem[..run.Index]}{part}{stem[(run.Index + run.Length)..]}{extension}"
                    : null;
    }

    // Words in the letters that a pattern may allow: with signs, without, letters alone, digits alone.
    private static IEnumerable<Func<int, string>> Marks(string mark)
    {
        var plain = mark.Replace("-", "", StringComparison.Ordinal);
        yield return n => $"{mark}-{n:D3}";
        yield return n => $"{mark.Replace('-', '_')}_{n:D3}";
        yield return n => $"{plain}{n:D3}";
        yield return n => $"{plain.ToUpperInvariant()}{n:D3}";
        yield return n => plain + Lettered(n, 3);
        // Far above what an encoder has come to.
        yield return n => $"{90_000_000 + n}";
    }

    // From the top: an encoder counts from the bottom.
    private static IEnumerable<Func<int, string?>> SameLength(int length)
    {
        yield return n =>
            length < 10 && (long)Math.Pow(10, length) - 1 - n is >= 0 and var number
                ? number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0')
                : null;
        yield return n => n < Math.Pow(Letters, length) ? Lettered(n, length) : null;
        yield return n =>
            n < Math.Pow(Letters, length) ? Lettered(n, length).ToUpperInvariant() : null;
        yield return n =>
            length < 8 && (1L << (4 * length)) - 1 - n is >= 0 and var number
                ? number.ToString("x", CultureInfo.InvariantCulture).PadLeft(length, '0')
            : length >= 8 ? $"{0xfeed0000 + n:x8}".PadLeft(length, 'f')
            : null;
        // A few values alone may be allowed, as in [1-4]: every digit in each place.
        yield return n => n < 10 ? new string((char)('9' - n), length) : null;
    }

    private static string Lettered(int n, int length)
    {
        var letters = new char[length];
        for (var i = length - 1; i >= 0; i--, n /= Letters)
            letters[i] = (char)('z' - (n % Letters));
        return new(letters);
    }

    private static IEnumerable<Match> Runs(string stem) =>
        Digits()
            .Matches(stem)
            .Concat(Words().Matches(stem))
            .Concat(Mixed().Matches(stem))
            .DistinctBy(run => (run.Index, run.Length));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Words();

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Mixed();
}
