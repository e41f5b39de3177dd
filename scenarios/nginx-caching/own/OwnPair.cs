using System.Text.Json;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Site;
using Verify.Scenarios.Hls;

namespace Verify.Scenarios.NginxCaching.Own;

/// <summary>Two configurations of the user's, and where both serve the same playlists.</summary>
internal sealed record OwnPair(
    ServerConfiguration Baseline,
    ServerConfiguration Candidate,
    HlsSite BaselineSite,
    HlsSite CandidateSite
)
{
    private const string NamesFile = "stream.json";

    // Where Debian's nginx starts relative paths: asked for only where a configuration has them and no nginx is here yet.
    private const string UsualPrefix = "/usr/share/nginx";

    /// <summary>Where relative paths of both start.</summary>
    public string NginxPrefix { get; private init; } = UsualPrefix;

    /// <summary>What the stream's files are called, so that the locations meant for them answer.</summary>
    public StreamNames Names { get; private init; } = StreamNames.Usual;

    /// <summary>As they are on disk: outside, before the lab covers some of it.</summary>
    public static OwnPair Load(string baseline, string candidate)
    {
        var pair = Of(Read("--baseline", baseline), Read("--candidate", candidate));
        return pair with { Names = StreamNames.For(pair) };
    }

    /// <summary>As they were saved in a run's folder: inside, where they may be out of sight.</summary>
    public static OwnPair Restore(string folder) =>
        Of(Restored(folder, SubjectKeys.Baseline), Restored(folder, SubjectKeys.Candidate)) with
        {
            Names = JsonSerializer.Deserialize<StreamNames>(
                File.ReadAllText(Path.Combine(folder, NamesFile))
            )!,
        };

    public void Save(string folder)
    {
        Baseline.Save(Path.Combine(folder, SubjectKeys.Baseline));
        Candidate.Save(Path.Combine(folder, SubjectKeys.Candidate));
        File.WriteAllText(Path.Combine(folder, NamesFile), JsonSerializer.Serialize(Names));
    }

    private static OwnPair Of(ServerConfiguration baseline, ServerConfiguration candidate)
    {
        var prefix = Prefix();
        // Each by itself first: what one of them lacks is said with its option.
        Named("--baseline", () => HlsSite.Find(baseline.Conf, prefix));
        Named("--candidate", () => HlsSite.Find(candidate.Conf, prefix));
        var (before, after) = Named(
            "--baseline and --candidate",
            () => HlsSite.Of(baseline.Conf, candidate.Conf, prefix)
        );
        // One viewer asks both for the same playlist: only then are they compared.
        return before.Prefix == after.Prefix
            ? new(baseline, candidate, before, after) { NginxPrefix = prefix }
            : throw new UsageError(
                $"--baseline and --candidate: {before.Folder} is served as {before.Prefix} by the baseline ({before.Place}) and as {after.Prefix} by the candidate ({after.Place}): no viewer finds the stream in both. Serve it under the same path."
            );
    }

    private static ServerConfiguration Read(string option, string file) =>
        Named(option, () => ServerConfiguration.Load(file));

    private static T Named<T>(string option, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UsageError error)
        {
            throw new UsageError($"{option}: {error.Message}");
        }
    }

    private static ServerConfiguration Restored(string folder, string which) =>
        ServerConfiguration.RestoreAsync(Path.Combine(folder, which)).GetAwaiter().GetResult();

    private static string Prefix() =>
        NginxService.Nginx.Find() is null
            ? UsualPrefix
            : NginxBuild.AskAsync(CancellationToken.None).GetAwaiter().GetResult().Prefix;
}
