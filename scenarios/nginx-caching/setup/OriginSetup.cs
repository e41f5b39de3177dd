using Verify.Engine.Linux;
using Verify.Engine.Undo;
using Verify.Fixtures.Browser;
using Verify.Fixtures.Network;
using Verify.Fixtures.Tmpfs;
using Verify.Fixtures.Tracing;
using Verify.Instruments.Nginx.Site;
using Verify.Origin.Encoder;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Own;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>An origin before anything of it runs: its profile, its places, and the configurations that are changed.</summary>
/// <param name="Profile">As it is served here.</param>
/// <param name="Folder">Where the run works.</param>
/// <param name="Servers">Where servers of the run get their configurations.</param>
/// <param name="Served">The configurations that are changed, and that servers are started on; the first is the one to ship.</param>
internal sealed record OriginSetup(
    OriginProfile Profile,
    string Folder,
    Promise Promise,
    ServerFolders Servers,
    IReadOnlyList<ServedByRun> Served
)
{
    // The one to ship first.
    private static readonly NginxVariant[] Variants =
    [
        NginxVariant.Standalone,
        NginxVariant.Module,
    ];

    /// <summary>The programs that a run starts.</summary>
    public static readonly string[] Programs =
    [
        "nginx",
        "ffmpeg",
        SystemCalls.Program,
        Chromium.Program,
    ];

    /// <summary>The file of the user's own profiles; null where there is none.</summary>
    public GivenProfiles? Given { get; private init; }

    /// <summary>The network that the origin lies behind, by its profile; null for none.</summary>
    public VethPlan? Tap { get; private init; }

    /// <summary>Where the user's own candidate serves; null where the included one does.</summary>
    private HlsSite? CandidateSite { get; init; }

    /// <summary>The folders that the servers log to.</summary>
    public required LogFolders Logs { get; init; }

    public required ServedStream Stream { get; init; }

    /// <summary>The included origin, in both of its variants.</summary>
    public static OriginSetup Included(OriginProfile shipped, RunRequest request)
    {
        var (profile, folder) = (Placed(shipped, request), FolderOf(request));
        var tap = TapPath.Of(profile);
        var (servers, logs) = PlacesOf(profile, folder, tap);
        return new(
            profile,
            folder,
            new(IsIncluded: true),
            servers,
            [
                .. Variants.Select(variant => new IncludedConfiguration(
                    profile,
                    variant,
                    servers,
                    folder
                )),
            ]
        )
        {
            Given = GivenProfiles.Of(request),
            Logs = logs,
            Tap = tap,
            Stream = StreamOf(profile, "/"),
        };
    }

    /// <summary>The origin as two configurations of the user's serve it: from their folder, under their names.</summary>
    public static OriginSetup Own(
        OriginProfile shipped,
        RunRequest request,
        OwnPair pair,
        Promise promise
    )
    {
        var profile = shipped with
        {
            Server = shipped.Server with { HlsDir = pair.BaselineSite.Folder },
            Hls = pair.Names.In(shipped.Hls),
        };
        var folder = FolderOf(request);
        var (servers, logs) = PlacesOf(profile, folder, behind: null);
        return new(
            profile,
            folder,
            promise,
            servers,
            [
                new OwnConfiguration(
                    pair,
                    promise.Changes(new Expectations(profile).Changes(NginxVariant.Standalone)),
                    Path.Combine(folder, "configuration")
                ),
            ]
        )
        {
            Given = GivenProfiles.Of(request),
            Logs = logs,
            CandidateSite = pair.CandidateSite,
            Stream = StreamOf(profile, pair.BaselineSite.Prefix),
        };
    }

    /// <summary>Where a run works. The lab's /run is its own: nothing in it is seen, or left, outside.</summary>
    public static string FolderOf(RunRequest request) =>
        request.NoLab ? Path.Combine(request.Folder, RunFolder.WorkName) : "/run/verify";

    /// <summary>A profile as it is served here: without a lab its logs go to the run's folder, not to the machine's.</summary>
    public static OriginProfile Placed(OriginProfile profile, RunRequest request) =>
        request.NoLab
            ? profile with
            {
                Logging = profile.Logging with
                {
                    Directory = Path.Combine(FolderOf(request), "log"),
                },
            }
            : profile;

    /// <summary>A command of the included origin's, as it would be typed for what is looked at here.</summary>
    public string Typed(string command) =>
        TypedCommand.For(command, CandidateSite, Stream, Tap, Profile.Server.Port);

    public TmpfsOptions Tmpfs =>
        new(
            Profile.Server.HlsDir,
            TmpfsRoom.Megabytes(Profile),
            UserMap.MappedId((int)Profile.Tmpfs.Uid),
            UserMap.MappedId((int)Profile.Tmpfs.Gid),
            Profile.Tmpfs.Mode,
            // What is done; what has to be found is said once more, in Expectations.
            Profile.Tmpfs.Options
        );

    /// <summary>Makes what the stream lies on.</summary>
    public Change MakeRoom() =>
        Profile.Tmpfs.Type == "tmpfs"
            ? Fixtures.Tmpfs.Tmpfs.Mount(Tmpfs)
            : PlainFolder.Make(Profile.Server.HlsDir);

    /// <summary>The included configuration of a variant, with the change as far as it has been made.</summary>
    public ServedByRun Of(NginxVariant variant) => Served.Single(one => one.Name == variant.Word());

    /// <summary>The encoder and, side by side over its files, the servers to compare.</summary>
    public Change Start(OriginInRun origin)
    {
        var all = ServerToStart.SideBySide(Served);
        return origin.Start(
            $"{ShellWords.Join(["ffmpeg", .. EncoderArguments.For(Profile, Profile.Server.HlsDir)])}\n"
                + string.Join("; ", all.Select(one => $"nginx -c {one.Name}/nginx.conf")),
            new EndProcesses(Folder, Programs),
            step =>
                LiveOrigin.StartAsync(
                    () =>
                        HlsFolder.FillAsync(
                            Profile,
                            Folder,
                            (text, done) => step.Progress(text, done),
                            step.Ct
                        ),
                    EncoderArguments.LiveFrom(Profile),
                    all,
                    step.Ct
                )
        );
    }

    private static (ServerFolders, LogFolders) PlacesOf(
        OriginProfile profile,
        string folder,
        VethPlan? behind
    )
    {
        var logs = new LogFolders();
        return (
            new(
                Path.Combine(folder, "servers"),
                profile.Server.Port,
                behind,
                () => logs.MakeFor(profile.Logging)
            ),
            logs
        );
    }

    private static ServedStream StreamOf(OriginProfile profile, string prefix) =>
        new(
            profile.Server.HlsDir,
            prefix,
            profile.MediaPlaylists()[0],
            profile.Hls.MasterPlaylist,
            profile.SegmentDuration
        );
}
