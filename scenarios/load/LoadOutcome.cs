using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>A load, and what came of it.</summary>
/// <param name="Memory">Bytes that the process grew by, at its largest.</param>
/// <param name="Interrupted">It was ended before its time, by hand.</param>
internal sealed record LoadOutcome(
    LoadRequest Request,
    LoadTarget Target,
    SwarmResult Result,
    long Memory,
    ServerCount? Count,
    LoadVerdict Verdict,
    bool Interrupted
)
{
    private const int InterruptedExit = 130;

    // Starting to run takes a process some ten megabytes: ten KB to each of so many.
    private const int ViewersThatWeigh = 1000;

    public int ExitCode => Interrupted ? InterruptedExit : Verdict.Verdict.ExitCode();

    public string Word => Interrupted ? "interrupted" : Verdict.Verdict.Word();

    /// <summary>In bytes; null where what a process takes by itself outweighs its viewers.</summary>
    public double? MemoryPerViewer =>
        Result.Audience.Started < ViewersThatWeigh
            ? null
            : (double)Memory / Result.Audience.Started;

    /// <summary>Of the process, in microseconds.</summary>
    public double? CpuPerRequest =>
        Result.Traffic.Requests == 0
            ? null
            : Result.Generator.Cpu
                * Environment.ProcessorCount
                * Result.Elapsed.TotalMicroseconds
                / Result.Traffic.Requests;

    /// <summary>How far a presentation that has an end was played; null for a live one.</summary>
    public string? Played =>
        Target.Length is { } length
            ? $"played to its end by {Result.Audience.PlayedToEnd} of {Result.Plan.Viewers}"
                + CutShort(length)
            : null;

    private string CutShort(TimeSpan length)
    {
        var plan = Result.Plan;
        var watched = Result.Elapsed < plan.Duration ? Result.Elapsed : plan.Duration;
        return Result.Audience.PlayedToEnd == plan.Viewers || watched >= length
            ? ""
            : FigureText.Invariant(
                $": the first viewer was at most {watched.TotalSeconds:0.0} s into its {length.TotalSeconds:0.0} s ({watched / length * 100:0.#} %) when time was up"
            );
    }
}
