using Verify.Scenarios.ConfigConsistency.Own;
using Verify.Scenarios.ConfigConsistency.Own.Reading;

namespace Verify.Scenarios.ConfigConsistency;

/// <summary>The options that say which worker is tried, instead of the included designs.</summary>
internal static class OwnOptions
{
    /// <summary>Under which a request keeps what was read: in a lab the folder may be out of sight.</summary>
    private const string ReadWorker = "worker";

    private static readonly ScenarioOption<string> Worker = ScenarioOption.Text(
        ReadWorker,
        "Your own worker, instead of the included designs: a wrangler project, or a folder of modules. It is only read. Needs --config-url or --state-url."
    ) with
    {
        ValueName = "DIR",
    };

    private static readonly ScenarioOption<string> ConfigUrl = ScenarioOption.Text(
        "config-url",
        "The path at which --worker answers with a channel's configuration, as in /demo/sports1/config."
    ) with
    {
        ValueName = "PATH",
    };

    private static readonly ScenarioOption<string> StateUrl = ScenarioOption.Text(
        "state-url",
        "The path at which --worker answers with a channel's state, as in /demo/sports1/ad."
    ) with
    {
        ValueName = "PATH",
    };

    private static readonly ScenarioOption<string> Keys = ScenarioOption.Text(
        "worker-keys",
        $"The keys and rows that --worker reads, and how they are changed: a JSON file (default: {KeysFile.UsualName} in its folder)."
    ) with
    {
        ValueName = "FILE",
    };

    public static IReadOnlyList<ScenarioOption> All => [Worker, ConfigUrl, StateUrl, Keys];

    /// <summary>A request that has the worker in it, as it was read; unchanged where none is given.</summary>
    /// <exception cref="UsageError">What is given cannot be tried.</exception>
    public static RunRequest Prepare(RunRequest request)
    {
        var (config, state) = (Path(request, ConfigUrl), Path(request, StateUrl));
        if (Given(request, Worker) is not { } folder)
            return All.Skip(1).FirstOrDefault(one => Given(request, one) is not null) is { } alone
                ? throw new UsageError($"--{alone.Name} says something of --worker. Give it too.")
                : request;
        if (config is null && state is null)
            throw new UsageError(
                "--worker needs the path of what it answers: --config-url PATH, --state-url PATH, or both."
            );
        if (request.NoLab)
            throw new UsageError(
                "--worker needs a lab: what the worker asks for is kept within it. Leave --no-lab out."
            );
        var read = WorkerFolder.Read(folder, config, state, Given(request, Keys));
        return request with
        {
            Files = new Dictionary<string, string>(request.Files) { [ReadWorker] = read.Json() },
        };
    }

    /// <summary>The worker that a request has in it; null for the included designs.</summary>
    public static OwnTrial? Of(RunRequest request) =>
        request.Files.TryGetValue(ReadWorker, out var json) ? OwnTrial.Of(json) : null;

    private static string? Path(RunRequest request, ScenarioOption option) =>
        Given(request, option) is not { } path ? null
        : path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) ? path
        : throw new UsageError(
            $"--{option.Name} {path}: give a path of the worker that begins with one slash, as in /demo/sports1/config."
        );

    private static string? Given(RunRequest request, ScenarioOption option) =>
        request.Parameters.GetValueOrDefault(option.Name) is not { } value ? null
        : value.Length > 0 ? value
        : throw new UsageError($"--{option.Name} is empty. Give its value, or leave it out.");
}
