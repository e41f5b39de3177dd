namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>What a reader that misses and a writer do, as the stores see it.</summary>
internal enum RaceAct
{
    /// <summary>The reader's SELECT.</summary>
    Read,

    /// <summary>The reader stores what it has read.</summary>
    Fill,

    /// <summary>The writer's COMMIT.</summary>
    Write,

    /// <summary>The writer deletes the key, or moves its generation on.</summary>
    Delete,
}

/// <summary>One order of the four acts, each actor's own two being in theirs.</summary>
internal sealed record RaceOrder(IReadOnlyList<RaceAct> Acts)
{
    /// <summary>As designed where processing is triggered.</summary>
    public static IReadOnlyList<RaceOrder> DeleteThenWrite { get; } =
        All(RaceAct.Delete, RaceAct.Write);

    /// <summary>Cured.</summary>
    public static IReadOnlyList<RaceOrder> WriteThenDelete { get; } =
        All(RaceAct.Write, RaceAct.Delete);

    /// <summary>Without a fence, what was read before the write and stored after the deletion stays.</summary>
    public bool IsStalePlain =>
        At(RaceAct.Read) < At(RaceAct.Write) && At(RaceAct.Fill) > At(RaceAct.Delete);

    /// <summary>What the same actor does after an act; null where that was its last.</summary>
    public RaceAct? After(RaceAct act)
    {
        var isReader = act is RaceAct.Read or RaceAct.Fill;
        return Acts.Skip(At(act) + 1)
            .Where(one => one is RaceAct.Read or RaceAct.Fill == isReader)
            .Select(one => (RaceAct?)one)
            .FirstOrDefault();
    }

    public override string ToString() =>
        string.Join(' ', Acts.Select(one => one.ToString().ToLowerInvariant()));

    private int At(RaceAct act) => Acts.ToList().IndexOf(act);

    private static IReadOnlyList<RaceOrder> All(RaceAct first, RaceAct second) =>
        [
            .. from i in Enumerable.Range(0, 4)
            from j in Enumerable.Range(i + 1, 3 - i)
            select Of(i, j, first, second),
        ];

    // The writer's two at these places, the reader's at the others.
    private static RaceOrder Of(int i, int j, RaceAct first, RaceAct second)
    {
        var reader = new Queue<RaceAct>([RaceAct.Read, RaceAct.Fill]);
        return new([
            .. Enumerable
                .Range(0, 4)
                .Select(at =>
                    at == i ? first
                    : at == j ? second
                    : reader.Dequeue()
                ),
        ]);
    }
}
