using System.Reflection;
using System.Runtime.Loader;

namespace Verify.Scenarios.Cli.Scripts;

/// <summary>
/// The project that reads scripts. PowerShell is large and slow to load, so it lies in a folder of its own, and is loaded
/// when a script is named: every other verb starts without it.
/// </summary>
internal static class ScriptProject
{
    private const string Extension = ".ps1";

    // As the project calls itself, and the one thing that is asked of it.
    private const string Name = "Verify.Scripts";
    private const string Scenario = "Verify.Scripts.ScriptScenario";

    private static readonly Lazy<Assembly> assembly = new(Load);

    public static Assembly Assembly => assembly.Value;

    /// <summary>Whether a scenario's name is the path of a script.</summary>
    public static bool IsScript(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !name.StartsWith('-');

    /// <exception cref="UsageError">There is no such file, or something is wrong with the script.</exception>
    public static Scenario Read(string path)
    {
        var whole = Path.GetFullPath(path);
        if (!File.Exists(whole))
            throw new UsageError(
                $"There is no script {path}. Give the path of one; scenarios/scripts/README.md shows a first one."
            );
        return Read(whole, File.ReadAllText(whole));
    }

    /// <param name="path">Where it came from; it need not be in sight any more.</param>
    public static Scenario Read(string path, string text) =>
        (Scenario)
            Activator.CreateInstance(
                Assembly.GetType(ScriptProject.Scenario, throwOnError: true)!,
                BindingFlags.DoNotWrapExceptions
                    | BindingFlags.CreateInstance
                    | BindingFlags.Public
                    | BindingFlags.Instance,
                binder: null,
                [path, text],
                culture: null
            )!;

    private static Assembly Load()
    {
        // .../scenarios/bin/Debug/net10.0/: built as we are.
        var built = AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..];
        var path = Path.Combine([
            Checkout.Root,
            "scenarios",
            "scripts",
            "bin",
            .. built,
            $"{Name}.dll",
        ]);
        if (!File.Exists(path))
            throw new CannotRun($"{path} is not there. Build it: ./run.ps1 list");
        var resolver = new AssemblyDependencyResolver(path);
        // What this program has already is taken from it; only what it has not comes from the other folder.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            resolver.ResolveAssemblyToPath(name) is { } found
                ? context.LoadFromAssemblyPath(found)
                : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            resolver.ResolveUnmanagedDllToPath(name) is { } found
                ? System.Runtime.InteropServices.NativeLibrary.Load(found)
                : nint.Zero;
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
    }
}
