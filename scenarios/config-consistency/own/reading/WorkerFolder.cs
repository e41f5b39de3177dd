using Verify.Fixtures.Workerd.Given;

namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>A folder with a worker of the user's: a wrangler project, or modules. It is only read.</summary>
internal static class WorkerFolder
{
    // Where no wrangler file says which.
    private static readonly string[] Mains =
    [
        "index.js",
        "worker.js",
        "index.mjs",
        "worker.mjs",
        "src/index.js",
        "src/worker.js",
    ];

    /// <param name="keys">The keys file; null for the one in the folder, if there is one.</param>
    /// <exception cref="UsageError">What is there cannot be run, and why.</exception>
    public static OwnTrial Read(string folder, string? configPath, string? statePath, string? keys)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
            throw new UsageError(
                $"--worker {folder}: there is no such folder. Give a wrangler project, or a folder of modules."
            );
        var wrangler = WranglerFile.Find(root);
        var modules = ModuleGraph.Of(MainOf(root, wrangler));
        var keysFile = Keys(root, keys);
        var worker = Worker(wrangler, keysFile, modules);
        keysFile?.MustFit(worker.Kv.Keys, worker.D1.Keys);
        string?[] files = [.. modules.Select(one => one.File), wrangler?.File];
        return new(
            root,
            files
                .OfType<string>()
                .ToDictionary(file => file, file => Evidence.Sha256(File.ReadAllBytes(file))),
            worker,
            configPath,
            statePath
        )
        {
            Update = keysFile?.Update(worker.Kv.Keys, worker.D1.Keys),
            SeenWithin = keysFile?.Text.SeenWithin,
            Invalidate = keysFile?.Invalidate,
            InvalidatedWithin = keysFile?.Text.Invalidate?.Within,
            Write = keysFile?.Write,
        };
    }

    private static GivenWorker Worker(
        WranglerFile? wrangler,
        KeysFile? keys,
        IReadOnlyList<(string File, GivenModule Module)> modules
    )
    {
        var text = keys?.Text ?? new();
        var vars = new Dictionary<string, System.Text.Json.JsonElement>(text.Vars);
        foreach (
            var (name, value) in wrangler?.Vars
                ?? new Dictionary<string, System.Text.Json.JsonElement>()
        )
            vars.TryAdd(name, value);
        var read = modules.Select(one => one.Module).ToArray();
        var worker = wrangler is null
            ? new GivenWorker(
                read,
                vars,
                text.Kv.Keys.ToDictionary(name => name),
                text.D1.Keys.ToDictionary(name => name),
                text.Objects.ToDictionary(
                    one => one.Key,
                    one => new GivenObject(one.Value, Sqlite: true)
                )
            )
            : new GivenWorker(read, vars, wrangler.Kv, wrangler.D1, wrangler.Objects)
            {
                CompatibilityFlags = wrangler.CompatibilityFlags,
            };
        return (
            wrangler?.CompatibilityDate is { } date
                ? worker with
                {
                    CompatibilityDate = date,
                }
                : worker
        ) with
        {
            Values = keys?.Values ?? worker.Values,
            Statements = keys?.Statements ?? worker.Statements,
        };
    }

    private static string MainOf(string root, WranglerFile? wrangler)
    {
        if (wrangler is not null)
            return File.Exists(wrangler.Main)
                ? wrangler.Main
                : throw new UsageError(
                    $"{wrangler.File}: main names {wrangler.Main}, and there is no such file. Build the worker, or name the module that is there."
                );
        return Mains.Select(name => Path.Combine(root, name)).FirstOrDefault(File.Exists)
            ?? throw new UsageError(
                $"{root} has no worker: neither wrangler.toml, wrangler.json nor wrangler.jsonc, and no {string.Join(", ", Mains)}."
            );
    }

    private static KeysFile? Keys(string root, string? named)
    {
        var file = named is null ? Path.Combine(root, KeysFile.UsualName) : Path.GetFullPath(named);
        if (named is null && !File.Exists(file))
            return null;
        var reading = Reading.Of(file);
        return new(reading, KeysText.Of(reading));
    }
}
