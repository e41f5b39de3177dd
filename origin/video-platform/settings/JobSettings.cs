namespace Verify.VideoPlatform.Settings;

/// <summary>How jobs are carried out.</summary>
/// <param name="Lease">After how long without a sign of life a job is given to another worker.</param>
/// <param name="Attempts">How often one is begun before its video has failed.</param>
/// <param name="Limit">The longest that one attempt may take.</param>
/// <param name="Folder">Where attempts keep their files, or null for a new folder.</param>
internal sealed record JobSettings(TimeSpan Lease, int Attempts, TimeSpan Limit, string? Folder)
{
    private static readonly TimeSpan MostTime = TimeSpan.FromHours(24);

    public static JobSettings Read(EnvironmentReader environment)
    {
        var folder = environment.Text("WORK_DIR", "");
        if (folder.Length > 0 && !Directory.Exists(folder))
            environment.Refuse(
                "WORK_DIR",
                $"'{folder}' is not there; give a folder of the worker's own"
            );
        return new(
            environment.Duration("JOB_LEASE", TimeSpan.FromSeconds(30), MostTime),
            environment.Number("JOB_ATTEMPTS", 5, 1, 1000),
            environment.Duration("JOB_LIMIT", TimeSpan.FromMinutes(10), MostTime),
            folder.Length > 0 ? Path.GetFullPath(folder) : null
        );
    }
}
