namespace Verify.Instruments.Histories.Registers;

/// <summary>Makes a linearizable history one that is not: a read gets a value that was overwritten long before.</summary>
public static class StaleRead
{
    /// <param name="history">Of one key, in which each write has a value of its own.</param>
    /// <param name="share">How much of the history is before it, from 0 to 1.</param>
    /// <returns>The history, and the id of the read.</returns>
    public static (History History, long Id) Plant(History history, double share)
    {
        var from = (int)(share * history.Operations.Count);
        var read = history
            .Operations.Skip(from)
            .Concat(history.Operations.Take(from).Reverse())
            .First(one => one is { IsComplete: true, Act: Read });
        // Certainly overwritten: another write began after it was answered, and was answered before the read began.
        var writes = history.Operations.Where(one =>
            one is { Act: Write, Return: { } at } && at < read.Call
        );
        var last =
            writes.MaxBy(one => one.Call)
            ?? throw new ArgumentException("No write comes before the read.", nameof(share));
        var overwritten =
            writes.LastOrDefault(one => one.Return < last.Call)
            ?? throw new ArgumentException(
                "No write was overwritten before the read.",
                nameof(share)
            );
        return (
            History.Of(
                history.Operations.Select(one =>
                    one == read ? one with { Act = new Read(((Write)overwritten.Act).Value) } : one
                )
            ),
            read.Id
        );
    }
}
