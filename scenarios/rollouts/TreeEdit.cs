using Verify.Engine.Linux;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.Rollouts;

/// <summary>A file of a configuration tree with its new content.</summary>
internal sealed record TreeEdit(string Path, byte[] Content)
{
    /// <summary>
    /// What it takes to put a user's configuration into a tree: its main file, and of what it includes from its own
    /// folder whatever the tree does not have like that. What it does not bring along, the tree has to have.
    /// </summary>
    public static IReadOnlyList<TreeEdit> Of(string candidate, ServerConfiguration inTree)
    {
        var own = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(candidate))!;
        var tree = System.IO.Path.GetDirectoryName(inTree.File)!;
        var files = Brought(candidate);
        return Changed([
            new(inTree.File, files[0].Bytes),
            .. files
                .Skip(1)
                .Where(file => IsIn(own, file.Path) && !IsTheTrees(own, tree, file.Path))
                .Select(file => new TreeEdit(
                    System.IO.Path.Combine(tree, file.Path[(own.TrimEnd('/').Length + 1)..]),
                    file.Bytes
                )),
        ]);
    }

    // A candidate above the tree may include what lies in it: that is the tree's own, and there already.
    private static bool IsTheTrees(string own, string tree, string file) =>
        IsIn(RealPath.Of(tree), RealPath.Of(file)) && !IsIn(RealPath.Of(tree), RealPath.Of(own));

    private static bool IsIn(string folder, string path) =>
        path == folder || path.StartsWith($"{folder.TrimEnd('/')}/", StringComparison.Ordinal);

    // With what it includes by names that are relative, if that is there to be read beside it; else it counts on the
    // tree's. A file that it names by its whole path stays where it is: that path holds in the tree too.
    private static IReadOnlyList<ConfigurationFile> Brought(string candidate)
    {
        try
        {
            var whole = ServerConfiguration.Load(candidate);
            var named = Named(whole.Conf.Main.Nodes).ToHashSet();
            return
            [
                whole.Files[0],
                .. whole.Files.Skip(1).Where(file => !named.Contains(file.Path)),
            ];
        }
        catch (UsageError) when (File.Exists(candidate))
        {
            var alone = SourceFile.FromBytes(candidate, File.ReadAllBytes(candidate));
            return [new(candidate, NginxConf.Parse(alone.Text, candidate).Main.Source.Bytes)];
        }
    }

    // What is included by a whole path, wherever that is said.
    private static IEnumerable<string> Named(IEnumerable<Node> nodes) =>
        nodes
            .OfType<Directive>()
            .SelectMany(one =>
                one.Included is { } files
                    ? files.SelectMany(file =>
                        (
                            one.Args.First().StartsWith('/')
                                ? [file.Source.FullPath ?? file.Source.Path]
                                : Array.Empty<string>()
                        ).Concat(Named(file.Nodes))
                    )
                : one.Block is { } block ? Named(block.Nodes)
                : []
            );

    private static IReadOnlyList<TreeEdit> Changed(IReadOnlyList<TreeEdit> all) =>
        [
            .. all.Where(edit =>
                !File.Exists(edit.Path)
                || !File.ReadAllBytes(edit.Path).AsSpan().SequenceEqual(edit.Content)
            ),
        ];
}
