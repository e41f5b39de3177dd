using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>What the phases of one run share: the configuration files that are changed, and the origin that runs.</summary>
internal sealed class Bench
{
    private readonly RunRequest request;
    private readonly Dictionary<NginxVariant, ConfigFile> files;
    private LiveOrigin? live;

    public Bench(OriginProfile profile, RunRequest request)
    {
        this.request = request;
        Profile = Placed(profile);
        files = Enum.GetValues<NginxVariant>()
            .ToDictionary(
                variant => variant,
                variant => new ConfigFile(
                    Path.Combine(Folder, "configuration", variant.Word(), "nginx.conf"),
                    OriginConfig.Render(variant, Profile, mimeTypes: "mime.types")
                )
            );
        Expected = new(Profile);
        Target = request.Parameters.TryGetValue(SubjectKeys.Target, out var url)
            ? TargetOrigin.At(url)
            : null;
    }

    /// <summary>The programs that a run starts.</summary>
    public static readonly string[] Programs = ["nginx", "ffmpeg", SystemCalls.Program];

    public OriginProfile Profile { get; }
    public Expectations Expected { get; }

    /// <summary>Where the stream lies and how it is asked for.</summary>
    public Site Site => new(Profile.Server.HlsDir);

    /// <summary>Where the run works. The lab's /run is its own: nothing in it is seen, or left, outside.</summary>
    public string Folder => request.NoLab ? Path.Combine(request.Folder, "work") : "/run/verify";

    /// <summary>The origin that is only looked at, instead of the one that is started here; null for none.</summary>
    public TargetOrigin? Target { get; }

    public TmpfsOptions Tmpfs =>
        new(
            Profile.Server.HlsDir,
            Profile.Derived.RecommendedTmpfsMB,
            Lab.MappedId((int)Profile.Tmpfs.Uid),
            Lab.MappedId((int)Profile.Tmpfs.Gid),
            Profile.Tmpfs.Mode,
            // What is done; what has to be found is said once more, in Expectations.
            Profile.Tmpfs.Options
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

    /// <summary>What the swarm is sent to: the candidate, by way of the multivariant playlist.</summary>
    public Task<Loaded> LoadedAsync(CancellationToken _) =>
        Task.FromResult(
            new Loaded(
                Live.Candidates[0].Endpoint,
                Site.Uri(Profile.Hls.MasterPlaylist),
                Profile.SegmentDuration
            )
        );

    public ConfigFile File(NginxVariant variant) => files[variant];

    public IEnumerable<(NginxVariant Variant, ConfigFile File)> Files =>
        files.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));

    /// <summary>The encoder and, side by side over its files, the servers to compare.</summary>
    public Change Start() =>
        new(
            "start the origin: an encoder, and baseline, candidates and control side by side",
            $"{ShellWords.Join(["ffmpeg", .. EncoderArguments.For(Profile, Profile.Server.HlsDir)])}\n"
                + "nginx -c baseline/nginx.conf; nginx -c candidate/nginx.conf; nginx -c module/nginx.conf; nginx -c control/nginx.conf",
            "stop the servers, then the encoder",
            async step =>
            {
                try
                {
                    live = await LiveOrigin.StartAsync(this, step);
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
        )
        {
            Recovery = [new EndProcesses(Folder, Programs)],
        };

    /// <summary>Puts a configuration into a server folder of its own, to be served at a place.</summary>
    public ServerConfiguration ServerFolder(string name, string configuration, ServerPlace place)
    {
        // Where the profile logs, nginx wants the folder to be there.
        if (Profile.Logging.Enabled)
            Directory.CreateDirectory(Profile.Logging.Directory);
        return RenderedConfiguration.Write(
            Path.Combine(Folder, "servers", name),
            place.Fit(configuration, Profile.Server.Port)
        );
    }

    /// <summary>Serves one more configuration, beside those of the origin, for as long as something is done with it.</summary>
    public async Task<T> ServeAsync<T>(
        string name,
        string configuration,
        Func<NginxServer, Task<T>> act,
        CancellationToken ct
    )
    {
        var place = ServerPlace.For(LiveOrigin.Places, Profile.Server.Port);
        await using var server = await NginxServer.StartAsync(
            name,
            ServerFolder("variant", configuration, place),
            place.Address,
            place.Compartment(),
            ct
        );
        return await act(server);
    }

    /// <summary>A profile as it is served here: without a lab its logs go to the run's folder, not to the machine's.</summary>
    public OriginProfile Placed(OriginProfile profile) =>
        request.NoLab
            ? profile with
            {
                Logging = profile.Logging with { Directory = Path.Combine(Folder, "log") },
            }
            : profile;

    /// <summary>What nginx itself says of a configuration.</summary>
    public async Task<NginxAnswer> TestAsync(string configuration, CancellationToken ct)
    {
        // In the lab's own network: nothing listens there while a configuration is tested.
        using var compartment = Compartment.OfTheProgram();
        return await NginxTest.AskAsync(
            ServerFolder("test", configuration, ServerPlace.For(0, Profile.Server.Port)),
            compartment,
            ct
        );
    }
}
