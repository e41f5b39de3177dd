using System.Globalization;
using System.Text;

namespace Verify.Instruments.Eviction;

/// <summary>One time that a cached file was replaced, and what was served before and after the strangers.</summary>
/// <param name="OldBefore">The control: with no stranger asked for, the worker still served what it had cached.</param>
/// <param name="OldAfter">After the strangers it still did: its entry was there.</param>
/// <param name="Took">From the replacement to the last answer; to be far less than what an entry lives.</param>
public sealed record EvictionRound(bool OldBefore, bool OldAfter, TimeSpan Took)
{
    public bool Evicted => OldBefore && !OldAfter;
}

/// <summary>How often requests for nothing drove a file out of one worker's cache.</summary>
/// <param name="Worker">The only one that was asked, where it could be told.</param>
public sealed record Eviction(
    string Endpoint,
    int? Worker,
    int Strangers,
    IReadOnlyList<EvictionRound> Rounds
)
{
    public int Evicted => Rounds.Count(round => round.Evicted);

    /// <summary>Rounds that can tell: without strangers the entry was in force.</summary>
    public int Decided => Rounds.Count(round => round.OldBefore);

    /// <summary>Every round as a line of CSV, for evidence.</summary>
    public string Csv()
    {
        var csv = new StringBuilder(
            "round,worker,strangers,before_strangers,after_strangers,seconds_from_replacement\n"
        );
        foreach (var (number, round) in Rounds.Index())
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{number},{Worker},{Strangers},{Word(round.OldBefore)},{Word(round.OldAfter)},{round.Took.TotalSeconds:F6}\n"
            );
        return csv.ToString();
    }

    private static string Word(bool old) => old ? "old" : "new";
}
