using Verify.Engine;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>A file of a configuration tree as it shall be.</summary>
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
                .Where(file => file.Path.StartsWith($"{own}/", StringComparison.Ordinal))
                .Select(file => new TreeEdit(
                    System.IO.Path.Combine(tree, file.Path[(own.Length + 1)..]),
                    file.Bytes
                )),
        ]);
    }

    /// <summary>The included change, made to the configuration that a tree has.</summary>
    /// <exception cref="UsageError">It is not the configuration that the change is of.</exception>
    public static (NginxVariant Variant, IReadOnlyList<TreeEdit> Edits) OfIncluded(
        OriginProfile profile,
        ServerConfiguration inTree
    )
    {
        var text = inTree.Conf.Main.Source.Text;
        EditRefused? refusal = null;
        foreach (var variant in new[] { NginxVariant.Standalone, NginxVariant.Module })
            try
            {
                var changed = CachingChange.Apply(text, CachingChange.For(variant, profile));
                return (
                    variant,
                    Changed([
                        new(inTree.File, (inTree.Conf.Main.Source with { Text = changed }).Bytes),
                    ])
                );
            }
            catch (EditRefused refused)
            {
                refusal ??= refused;
            }
        throw new UsageError(
            $"The included change does not fit {inTree.File}, or has been made already: {refusal!.Message}. Give the configuration as it shall be with --candidate FILE."
        );
    }

    // With all that it includes, if that is there to be read beside it; else it counts on the tree's.
    private static IReadOnlyList<ConfigurationFile> Brought(string candidate)
    {
        try
        {
            return ServerConfiguration.Load(candidate).Files;
        }
        catch (UsageError) when (File.Exists(candidate))
        {
            var alone = SourceFile.FromBytes(candidate, File.ReadAllBytes(candidate));
            return [new(candidate, NginxConf.Parse(alone.Text, candidate).Main.Source.Bytes)];
        }
    }

    private static IReadOnlyList<TreeEdit> Changed(IReadOnlyList<TreeEdit> all) =>
        [
            .. all.Where(edit =>
                !File.Exists(edit.Path)
                || !File.ReadAllBytes(edit.Path).AsSpan().SequenceEqual(edit.Content)
            ),
        ];
}
