using System.Globalization;
using Verify.Instruments.Workers;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>The processor time of some processes and of their children, whoever of them is there by then.</summary>
internal sealed record ProcessFamily(IReadOnlyDictionary<int, TimeSpan> ByProcess)
{
    /// <summary>As of now.</summary>
    public static ProcessFamily Of(params int[] heads) =>
        new(WorkerCpu.Of([.. heads.SelectMany(head => Children(head).Prepend(head))]).ByWorker);

    /// <summary>What has been used since an earlier look; who has begun in the meantime has used all of it since.</summary>
    public TimeSpan Since(ProcessFamily earlier) =>
        ByProcess.Aggregate(
            TimeSpan.Zero,
            (sum, one) => sum + one.Value - earlier.ByProcess.GetValueOrDefault(one.Key)
        );

    private static IEnumerable<int> Children(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pid => int.Parse(pid, CultureInfo.InvariantCulture));
}
