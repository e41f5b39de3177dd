namespace Verify.Instruments.Histories.Linearizability;

/// <summary>An operation as a counter-example shows it.</summary>
/// <param name="Place">Its place in the order of the prefix, from 1; null if it has none.</param>
public sealed record CounterExampleRow(Operation Operation, string Role, int? Place)
{
    // The words are part of the evidence: a plot reads them.

    /// <summary>No order explains its answer.</summary>
    public const string Unplaceable = "unplaceable";

    /// <summary>After it the answer would have been right for the last time.</summary>
    public const string Source = "source";

    /// <summary>It ended that.</summary>
    public const string Ended = "ended it";

    public const string Placed = "placed";

    /// <summary>Its place was still open.</summary>
    public const string UnderWay = "under way";

    // As many as a page shows.
    private const int Most = 24;

    /// <summary>The operations around the fault, in the order of their calls: what tells most, and then what is nearest.</summary>
    public static IReadOnlyList<CounterExampleRow> Of(CounterExample example)
    {
        var (source, ended) = (example.LastFit?.After, example.LastFit?.Until);
        var telling = new[]
        {
            Row(example.Unplaceable, Unplaceable),
            Row(source, Source),
            Row(ended, Ended),
        };
        var near = example
            .Prefix.Select((one, i) => new CounterExampleRow(one, Placed, i + 1))
            .Concat(example.UnderWay.Select(one => new CounterExampleRow(one, UnderWay, null)))
            // Unanswered operations of long ago are further away than what was called lately.
            .OrderByDescending(row => row.Operation.Call);
        return
        [
            .. telling
                .OfType<CounterExampleRow>()
                .Concat(near)
                .DistinctBy(row => row.Operation.Id)
                .Take(Most)
                .OrderBy(row => row.Operation.Call),
        ];

        CounterExampleRow? Row(Operation? operation, string role) =>
            operation is null
                ? null
                : new(
                    operation,
                    role,
                    example
                        .Prefix.Index()
                        .Where(one => one.Item == operation)
                        .Select(one => (int?)one.Index + 1)
                        .FirstOrDefault()
                );
    }
}
