using Verify.Engine.Programs;
using Verify.Engine.Tree;
using Verify.Engine.Trust;

namespace Verify.Engine.Npm;

/// <summary>
/// The npm packages that a folder's lock file pins, installed beside it in node_modules, and a Node that is new enough for
/// them: the machine's own, or one that the lock file pins as an optional package.
/// </summary>
/// <param name="Node">The program to run them with.</param>
/// <param name="Modules">The folder node_modules.</param>
public sealed record NodePackages(string Node, string Modules)
{
    // Within node_modules, which npm empties before it installs: it is there only if all of it is.
    private const string Stamp = ".verify-installed";
    private const string WithNode = "with a Node of its own";

    /// <summary>Null where they are not installed, or not as the lock file is now.</summary>
    public static async Task<NodePackages?> FindAsync(string folder, CancellationToken ct) =>
        Find(folder, NodeManifest.Of(folder), await NodeProgram.OnPathAsync(ct));

    /// <summary>Installs them with npm if they are not there, once however many ask for them together.</summary>
    /// <exception cref="CannotRun">With the one line to type.</exception>
    public static async Task<NodePackages> EnsureAsync(
        string folder,
        bool install,
        TextWriter announce,
        CancellationToken ct
    )
    {
        var (manifest, node) = (NodeManifest.Of(folder), await NodeProgram.OnPathAsync(ct));
        if (Find(folder, manifest, node) is { } there)
            return there;
        var ownNode = !(node?.Major >= manifest.OldestNode);
        string[] line =
        [
            "npm",
            "--prefix",
            folder,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--loglevel=error",
            // Where no Node is pinned, what is optional is what each kind of machine has of its own.
            .. ownNode || manifest.OwnNode is null ? Array.Empty<string>() : ["--omit=optional"],
        ];
        Check(folder, manifest, ownNode, install, line);
        using var turn = await TreeLock.TakeInTurnAsync(folder, ct);
        // Whoever had the turn before has perhaps installed them.
        if (Find(folder, manifest, node) is { } meanwhile)
            return meanwhile;
        await announce.WriteLineAsync(
            $"verify: the packages of {NodeManifest.LockFile(folder)} are not installed; installing: {ShellWords.Join(line)}"
        );
        await InstallAsync(line, ct);
        // Of no packages npm makes no folder.
        var modules = Directory.CreateDirectory(Path.Combine(folder, "node_modules"));
        await File.WriteAllTextAsync(
            Path.Combine(modules.FullName, Stamp),
            ownNode ? $"{manifest.Lock} {WithNode}\n" : $"{manifest.Lock}\n",
            ct
        );
        return Find(folder, manifest, node)
            ?? throw new CannotRun(
                $"npm installed no program node_modules/{manifest.OwnNode}/bin/node in {folder}.\nInstall Node {manifest.OldestNode} or newer yourself, and put it first on the PATH."
            );
    }

    private static NodePackages? Find(string folder, NodeManifest manifest, NodeProgram? node)
    {
        var modules = Path.Combine(folder, "node_modules");
        var stamp = Path.Combine(modules, Stamp);
        // They are run: nobody else may have written them.
        if (Directory.Exists(modules))
            TrustedFolder.Open(modules).Dispose();
        if (
            !File.Exists(stamp)
            || File.ReadAllText(stamp).Split(' ', 2) is not [var installed, .. var rest]
            || installed.Trim() != manifest.Lock
        )
            return null;
        if (node?.Major >= manifest.OldestNode)
            return new(node.Path, modules);
        var own = Path.Combine(modules, manifest.OwnNode ?? "", "bin", "node");
        return rest.Length > 0 && File.Exists(own) ? new(own, modules) : null;
    }

    private static void Check(
        string folder,
        NodeManifest manifest,
        bool ownNode,
        bool install,
        string[] line
    )
    {
        if (!install)
            throw new CannotRun(
                $"The packages of {NodeManifest.LockFile(folder)} are not installed; doctor and --no-install install nothing.\nType: {ShellWords.Join(line)}"
            );
        if (NodeProgram.Find("npm") is null)
            throw new CannotRun(
                $"npm is not installed; it brings the packages of {NodeManifest.LockFile(folder)}.\nType, as root: apt-get install npm"
            );
        if (ownNode && manifest.OwnNode is null)
            throw new CannotRun(
                $"Node {manifest.OldestNode} or newer is needed, and for this kind of processor {folder} pins none.\nInstall one and put it first on the PATH."
            );
    }

    private static async Task InstallAsync(string[] line, CancellationToken ct)
    {
        var npm = await Command.RunAsync(line, ct);
        if (npm.ExitCode != 0)
            throw new CannotRun(
                $"{npm.Shown} ended with exit {npm.ExitCode}: {npm.Said}\nCheck that the npm registry can be reached, then try again."
            );
    }
}
