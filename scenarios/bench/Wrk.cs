using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Engine.Linux;
using Verify.Engine.Programs;

namespace Verify.Scenarios.Bench;

/// <summary>wrk, one thread, as long as it is told to.</summary>
internal static partial class Wrk
{
    public const string Program = "wrk";

    /// <param name="duration">wrk counts whole seconds.</param>
    public static async Task<BenchBlock> RunAsync(
        Uri url,
        int connections,
        TimeSpan duration,
        CancellationToken ct
    )
    {
        var before = ProcessorTime.OfEndedChildren();
        // Whatever else runs meanwhile goes on running: the one child that ends is this.
        var ended = await Command.MustAsync(
            [
                WrkService.Wrk.MustFind(),
                "--threads",
                "1",
                "--connections",
                $"{connections}",
                "--duration",
                $"{duration.TotalSeconds:0}s",
                $"{url}",
            ],
            ct
        );
        return Read(ended.Stdout, ProcessorTime.OfEndedChildren() - before);
    }

    /// <exception cref="CannotRun">It is not what wrk says.</exception>
    public static BenchBlock Read(string said, TimeSpan cpu)
    {
        var total = Total().Match(said);
        if (!total.Success)
            throw new CannotRun($"wrk said no count of requests:\n{said.Trim()}");
        return new(
            Number(total.Groups["requests"]),
            Failures().Matches(said).Sum(failed => failed.Groups["count"].Captures.Sum(Number)),
            TimeSpan.FromSeconds(
                double.Parse(total.Groups["time"].Value, CultureInfo.InvariantCulture)
                    * SecondsIn(total.Groups["unit"].Value)
            ),
            cpu
        );
    }

    private static long Number(Capture text) =>
        long.Parse(text.Value, CultureInfo.InvariantCulture);

    private static double SecondsIn(string unit) =>
        unit switch
        {
            "us" => 1e-6,
            "ms" => 1e-3,
            "m" => 60,
            "h" => 3600,
            _ => 1,
        };

    [GeneratedRegex(@"(?<requests>\d+) requests in +(?<time>[\d.]+)(?<unit>us|ms|s|m|h),")]
    private static partial Regex Total();

    // "Socket errors: connect 0, read 3, write 0, timeout 0" and "Non-2xx or 3xx responses: 7", where there were any.
    [GeneratedRegex(
        @"Socket errors:(?:,? (?:connect|read|write|timeout) (?<count>\d+))+|Non-2xx or 3xx responses: (?<count>\d+)"
    )]
    private static partial Regex Failures();
}

/// <summary>What a block of load came to.</summary>
/// <param name="Requests">That were answered whole.</param>
/// <param name="Cpu">Processor time of the whole generator, user and system.</param>
internal sealed record BenchBlock(long Requests, long Errors, TimeSpan Elapsed, TimeSpan Cpu)
{
    /// <summary>Of the generator's loop alone, where that is known.</summary>
    public TimeSpan? Loop { get; init; }

    public double RequestsPerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>Microseconds of processor time for one request.</summary>
    public double CpuPerRequest => Cpu.TotalMicroseconds / Requests;
}
