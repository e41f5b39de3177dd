using System.Globalization;
using System.Text.Json.Serialization;

namespace Verify.Engine.Interruptions;

/// <summary>One interruption of a drill, and the recovery from it.</summary>
/// <param name="Id">Its step in the drill's record, such as "3B.7".</param>
/// <param name="Subject">The name of what is interrupted.</param>
/// <param name="Phase">The phase that it happens in.</param>
/// <param name="Phases">The phases that the run is asked for; null for all.</param>
public sealed record DrillCell(
    string Id,
    string Subject,
    string Phase,
    IReadOnlyList<string>? Phases,
    Interruption Interruption
)
{
    /// <summary>The id of the measurement that every cell makes.</summary>
    public const string TimeToRecover = "time-to-recover";

    // As a shell reports a process that was killed.
    private const int Killed = 137;

    /// <summary>Where the rollback after it is killed too; null where it is left alone.</summary>
    public CutPoint? Recovery { get; init; }

    /// <summary>For a random kill: so many seconds after the journal's first line, wherever the run is by then.</summary>
    public double? KillAfter { get; init; }

    [JsonIgnore]
    public string Title =>
        KillAfter is { } seconds
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"kill -9 {seconds:0.000} s after the journal began"
            )
            : $"{Interruption.Way.Word()} in {Interruption.Step}, {Where}"
                + (Recovery is { } cut ? $", and kill -9 in the rollback, {cut.Word()}" : "");

    /// <summary>How the run has to end; null where any end will do.</summary>
    [JsonIgnore]
    public int? ExitCode =>
        KillAfter is not null ? null
        : Interruption.Way == InterruptionWay.Kill ? Killed
        : Interruption is { Way: InterruptionWay.Throw, IsInUndo: true } ? 5
        : Interruption.Way == InterruptionWay.Claim ? Verdict.Fail.ExitCode()
        : Interruption.Way == InterruptionWay.Throw ? Verdict.Broken.ExitCode()
        : 130;

    private string Where =>
        Interruption.Act == 0
            ? Interruption.At.Word()
            : $"{Interruption.At.Word()} (act {Interruption.Act})";
}
