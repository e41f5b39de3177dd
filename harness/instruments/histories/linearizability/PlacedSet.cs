using System.Numerics;

namespace Verify.Instruments.Histories.Linearizability;

/// <summary>Which operations are placed, a bit each.</summary>
internal sealed class PlacedSet(int answered, int unanswered)
{
    private const int Bits = 64;

    private readonly ulong[] answeredWords = new ulong[(answered / Bits) + 1];
    private readonly ulong[] unansweredWords = new ulong[(unanswered / Bits) + 1];
    private int count;

    public bool HasUnanswered(int operation) =>
        (unansweredWords[operation / Bits] & (1UL << (operation % Bits))) != 0;

    /// <summary>Puts one in, or takes it out.</summary>
    public void TurnAnswered(int operation, bool isIn)
    {
        answeredWords[operation / Bits] ^= 1UL << (operation % Bits);
        count += isIn ? 1 : -1;
    }

    /// <summary>Puts one in, or takes it out.</summary>
    public void TurnUnanswered(int operation) =>
        unansweredWords[operation / Bits] ^= 1UL << (operation % Bits);

    /// <param name="firstLeft">The first answered operation that is not placed: all before it need not be kept.</param>
    public Configuration With(int firstLeft, int state)
    {
        var first = firstLeft / Bits;
        var beyond = count - (first * Bits);
        var end = first;
        while (beyond > 0)
            beyond -= BitOperations.PopCount(answeredWords[end++]);
        var unansweredEnd = unansweredWords.AsSpan().LastIndexOfAnyExcept(0UL) + 1;
        return new(
            first,
            end - first,
            [.. answeredWords.AsSpan(first..end), .. unansweredWords.AsSpan(..unansweredEnd)],
            state
        );
    }
}
