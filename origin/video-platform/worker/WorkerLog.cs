namespace Verify.VideoPlatform.Worker;

/// <summary>What a worker says.</summary>
internal sealed partial class WorkerLog(ILogger<WorkerLog> log)
{
    [LoggerMessage(
        LogLevel.Information,
        "Job {Job}, video {Video}, version {Version}, attempt {Attempt}: {Outcome}"
    )]
    public partial void Ended(long job, Guid video, int version, int attempt, string outcome);

    [LoggerMessage(LogLevel.Warning, "Job {Job} cannot be done: {Why}")]
    public partial void Failed(long job, string why);

    [LoggerMessage(LogLevel.Warning, "Job {Job} was disturbed and will be tried again: {Why}")]
    public partial void Disturbed(long job, string why);

    [LoggerMessage(LogLevel.Warning, "{What} goes on after: {Why}")]
    public partial void GoesOn(string what, string why);
}
