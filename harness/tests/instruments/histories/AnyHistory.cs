using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Registers;

namespace Verify.Tests.Instruments.Histories;

/// <summary>Small histories of a few clients, with few values and few moments: much of it coincides.</summary>
internal static class AnyHistory
{
    private static readonly string?[] Values = [null, "a", "b"];

    public static History Of(Random random)
    {
        var operations = new List<Operation>();
        var clients = random.Next(1, 5);
        var most = random.Next(1, 8);
        for (var client = 0; client < clients; client++)
        {
            var at = random.Next(3);
            while (operations.Count < most)
            {
                var end = at + random.Next(4);
                var isAnswered = random.Next(5) > 0;
                operations.Add(
                    new(
                        operations.Count,
                        $"c{client}",
                        random.Next(4) == 0 ? "y" : "x",
                        TimeSpan.FromMilliseconds(at),
                        isAnswered ? TimeSpan.FromMilliseconds(end) : null,
                        AnyAct(random, isAnswered)
                    )
                );
                if (!isAnswered || random.Next(3) == 0)
                    break;
                at = end + random.Next(3);
            }
        }
        return History.Of(operations);
    }

    private static Act AnyAct(Random random, bool isAnswered) =>
        random.Next(5) switch
        {
            0 or 1 => new Write(Value(random)),
            2 => new CompareAndSet(
                Value(random),
                Value(random),
                isAnswered && random.Next(6) > 0 ? random.Next(2) == 0 : null
            ),
            _ => new Read(isAnswered ? Value(random) : null),
        };

    private static string? Value(Random random) => Values[random.Next(Values.Length)];
}
