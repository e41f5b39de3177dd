using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>What the phases of one run share: the configuration files that are changed, and the origin that runs.</summary>
internal sealed class Bench
{
    private readonly RunRequest request;
    private readonly OwnPair? own;
    private readonly LogFolders logFolders = new();
    private LiveOrigin? live;

    /// <param name="own">The user's configurations; null for the included ones.</param>
    /// <param name="promise">What is claimed of the change; null for what the included one promises.</param>
    public Bench(
        OriginProfile profile,
        RunRequest request,
        OwnPair? own = null,
        Promise? promise = null
    )
    {
        (this.request, this.own) = (request, own);
        Given = GivenProfiles.Of(request);
        Promise = promise ?? new(IsIncluded: true);
        Profile = Placed(profile);
        Expected = new(Profile);
        Tap = IsIncluded ? TapPath.Of(Profile) : null;
        Served = own is null
            ? [.. Variants.Select(variant => new IncludedConfiguration(this, variant))]
            :
            [
                new OwnConfiguration(
                    own,
                    Promise.Changes(Expected.Changes(NginxVariant.Standalone)),
                    Path.Combine(Folder, "configuration")
                ),
            ];
    }

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

    public OriginProfile Profile { get; }

    /// <summary>The file of the user's own profiles; null where there is none.</summary>
    public GivenProfiles? Given { get; }

    /// <summary>All profiles there are for this run.</summary>
    public Profiles Profiles => ProfileChoice.Known(Given);

    public Expectations Expected { get; }

    /// <summary>The network that the included origin lies behind, by its profile; null for none.</summary>
    public VethPlan? Tap { get; }

    /// <summary>Whether the included origin is looked at, and not one of the user's.</summary>
    public bool IsIncluded => own is null;

    /// <summary>The configurations that are changed, and that servers are started on; the first is the one to ship.</summary>
    public IReadOnlyList<ServedByRun> Served { get; }

    public Promise Promise { get; }

    /// <summary>Where the stream lies and how it is asked for.</summary>
    public Site Site => new(Profile.Server.HlsDir, own?.BaselineSite.Prefix ?? "/");

    /// <summary>Where the run works. The lab's /run is its own: nothing in it is seen, or left, outside.</summary>
    public string Folder => FolderOf(request);

    public static string FolderOf(RunRequest request) =>
        request.NoLab ? Path.Combine(request.Folder, RunFolder.WorkName) : "/run/verify";

    /// <summary>A command of the included origin's, as it would be typed for what is looked at here.</summary>
    public string Typed(string command) =>
        TypedCommand.For(command, own?.CandidateSite, Site, Tap, Profile.Server.Port);

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

    /// <summary>Names beside a file of the stream that servers of the run answer as they answer it.</summary>
    public ProbeNames Beside(string name, IEnumerable<OriginServer> servers) =>
        new(
            Site.Uri(name),
            Site.File(name),
            [
                .. servers.Select(server => new AskedServer(
                    server.Conf,
                    server.Served.Asked,
                    own?.NginxPrefix ?? "/"
                )),
            ]
        );

    /// <summary>Makes what the stream lies on.</summary>
    public Change MakeRoom() =>
        Profile.Tmpfs.Type == "tmpfs"
            ? Fixtures.Tmpfs.Mount(Tmpfs)
            : PlainFolder.Make(Profile.Server.HlsDir);

    public LiveOrigin Live =>
        live ?? throw new CannotRun("The origin is not running: step 5.2 did not pass.");

    public bool IsLive => live is not null;

    /// <summary>Every part of the origin must run before a check and after it: what a dead one serves proves nothing.</summary>
    public Func<Step, Task> WhileLive(Func<Step, Task> check) =>
        async step =>
        {
            Live.MustRun();
            await check(step);
            Live.MustRun();
        };

    /// <summary>How fresh the playlists were while nobody but the meters asked for them; null where step 5.5 did not come so far.</summary>
    public IReadOnlyList<FreshnessSeen>? Unloaded { get; set; }

    /// <summary>What a swarm is sent to: a server of the run, by way of the multivariant playlist.</summary>
    public Loaded Loaded(OriginServer server) =>
        new(server.Endpoint, Site.Uri(Profile.Hls.MasterPlaylist), Profile.SegmentDuration);

    /// <summary>The included configuration of a variant, with the change as far as it has been made.</summary>
    public ServedByRun Included(NginxVariant variant) =>
        Served.Single(one => one.Name == variant.Word());

    /// <summary>The encoder and, side by side over its files, the servers to compare.</summary>
    public Change Start() =>
        new(
            "start the origin: an encoder, and baseline, candidates and control side by side",
            $"{ShellWords.Join(["ffmpeg", .. EncoderArguments.For(Profile, Profile.Server.HlsDir)])}\n"
                + string.Join(
                    "; ",
                    LiveOrigin.ServersOf(this).Select(one => $"nginx -c {one.Name}/nginx.conf")
                ),
            "stop the servers, then the encoder",
            async step =>
            {
                try
                {
                    await step.OutsideAsync(
                        new EndProcesses(Folder, Programs),
                        async _ => live = await LiveOrigin.StartAsync(this, step)
                    );
                }
                catch (EncoderTooSlow slow)
                {
                    step.CannotTell(OriginReady.KeepsUp, "at least 1 x real time", slow.Message);
                }
            },
            async _ =>
            {
                if (live is not null)
                    await live.DisposeAsync();
            }
        );

    /// <summary>Puts a configuration of ours into a server folder of its own, at a place where it can be served.</summary>
    /// <param name="index">The number of the server among those that run at the same time.</param>
    public ServedConfiguration Place(string name, string configuration, int index)
    {
        logFolders.MakeFor(Profile.Logging);
        var place = ServerPlace.For(index, Profile.Server.Port, Tap);
        return new(
            RenderedConfiguration.Write(
                Path.Combine(Folder, "servers", name),
                place.Fit(configuration, Profile.Server.Port)
            ),
            place.Address,
            place.Compartment,
            Asked: null
        )
        {
            Behind = place.Behind,
        };
    }

    /// <summary>Serves one more configuration, beside those of the origin, for as long as something is done with it.</summary>
    public async Task<T> ServeAsync<T>(
        string name,
        string configuration,
        Func<NginxServer, Task<T>> act,
        CancellationToken ct
    )
    {
        await using var server = await Place("variant", configuration, LiveOrigin.Places)
            .StartAsync(name, ct);
        return await act(server);
    }

    /// <summary>What nginx itself says of a configuration of ours.</summary>
    public Task<NginxAnswer> TestAsync(string configuration, CancellationToken ct) =>
        TestAsync(Profile, configuration, ct);

    /// <summary>What it says of one of this profile.</summary>
    public Task<NginxAnswer> TestAsync(
        OriginProfile profile,
        string configuration,
        CancellationToken ct
    )
    {
        // To test a configuration is to open its logs.
        logFolders.MakeFor(profile.Logging);
        // In the lab's own network: nothing listens there while a configuration is tested.
        return (
            Place("test", configuration, 0) with
            {
                Compartment = Compartment.OfTheProgram,
            }
        ).TestAsync(ct);
    }

    /// <summary>
    /// A profile as it is served here: from the folder that the user's configurations serve; without a lab its logs
    /// go to the run's folder, not to the machine's.
    /// </summary>
    public OriginProfile Placed(OriginProfile profile)
    {
        if (own is not null)
            profile = profile with
            {
                Server = profile.Server with { HlsDir = own.BaselineSite.Folder },
                Hls = own.Names.In(profile.Hls),
            };
        return request.NoLab
            ? profile with
            {
                Logging = profile.Logging with { Directory = Path.Combine(Folder, "log") },
            }
            : profile;
    }
}
