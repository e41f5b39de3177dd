namespace Verify.Instruments.Histories;

/// <summary>Operations of several clients with the times of call and return, as they were observed.</summary>
/// <remarks>
/// An operation precedes another if it returned before the other was called (Herlihy and Wing, Linearizability: a
/// correctness condition for concurrent objects, 1990). Equal times do not order two operations: a clock that is too
/// coarse hides violations and never makes one.
/// </remarks>
public sealed class History
{
    private History(IReadOnlyList<Operation> operations) => Operations = operations;

    /// <summary>In the order of their calls.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <exception cref="MalformedHistory">
    /// Two operations have one id, one returned before it was called, or a client called while it waited for an answer.
    /// </exception>
    public static History Of(IEnumerable<Operation> operations)
    {
        List<Operation> sorted = [.. operations.OrderBy(one => one.Call).ThenBy(one => one.Id)];
        var ids = new HashSet<long>();
        foreach (var one in sorted)
        {
            if (!ids.Add(one.Id))
                throw new MalformedHistory(
                    $"Operation {one.Id} is there twice. Each operation has an id of its own."
                );
            if (one.Return < one.Call)
                throw new MalformedHistory(
                    $"{one} returned at {Seconds(one.Return.Value)}, before it was called at {Seconds(one.Call)}. "
                        + "An operation returns at or after its call; leave the return out if no answer came."
                );
        }
        foreach (var client in sorted.GroupBy(one => one.Client))
            CallsOneByOne([
                .. client.OrderBy(one => one.Call).ThenBy(one => one.Return ?? TimeSpan.MaxValue),
            ]);
        return new(sorted);
    }

    private static void CallsOneByOne(List<Operation> ofClient)
    {
        foreach (var (before, after) in ofClient.Zip(ofClient.Skip(1)))
            if (before.Return is not { } answered)
                throw new MalformedHistory(
                    $"{after} was called at {Seconds(after.Call)}, but operation {before.Id} of {before.Client} was never "
                        + "answered. A client that gives up an operation goes on under another name."
                );
            else if (after.Call < answered)
                throw new MalformedHistory(
                    $"{after} was called at {Seconds(after.Call)}, while operation {before.Id} of {before.Client} was under "
                        + $"way until {Seconds(answered)}. A client calls again only after it got an answer."
                );
    }

    private static string Seconds(TimeSpan at) =>
        FormattableString.Invariant($"{at.TotalSeconds:0.######} s");
}
