using Verify.Engine.LeftChanged;
using Verify.Origin.Profile;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>The folders that the servers of a run log to: nginx wants them to be there, and in a lab they are its own.</summary>
internal sealed class LogFolders
{
    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    public void MakeFor(LoggingSettings logging)
    {
        // Twice, and the second time would take away what has been logged.
        if (logging.Enabled && made.Add($"{logging.Directory}: {string.Join(' ', Names(logging))}"))
            LabFolder.Make(logging.Directory, Names(logging));
    }

    /// <summary>The logs of a profile, and what they are called once put aside.</summary>
    public static IReadOnlyList<string> Names(LoggingSettings logging) =>
        [
            .. new[]
            {
                logging.Files.Segments,
                logging.Files.Manifests,
                logging.Files.All,
            }.SelectMany(name => (string[])[name, Aside(name)]),
        ];

    /// <summary>What a log is called once it is put aside, as those who rotate them do.</summary>
    public static string Aside(string name) => $"{name}.1";
}
