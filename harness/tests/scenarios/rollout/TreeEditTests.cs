using Verify.Instruments.Nginx.Server;
using Verify.Scenarios.Rollouts;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.Rollout;

/// <summary>Which files of a tree a candidate replaces, wherever the candidate lies.</summary>
[Parallelizable]
public sealed class TreeEditTests
{
    private const string Absolute = "include {0}/conf.d/*.conf;";
    private const string Relative = "include conf.d/*.conf;";

    // Found on a machine: the tree was to be moved into itself.
    [Test]
    public void What_a_candidate_above_the_tree_includes_from_it_is_the_trees_own()
    {
        using var folder = new TempFolder();
        var tree = Write(folder.File("nginx"), "a", Absolute);
        var candidate = MainFile(
            folder.Path,
            "new.conf",
            "b",
            Absolute,
            Path.GetDirectoryName(tree)!
        );

        var edits = TreeEdit.Of(candidate, ServerConfiguration.Load(tree));

        Assert.That(edits.Select(edit => edit.Path), Is.EqualTo(new[] { tree }));
    }

    [Test]
    public void The_same_through_a_link()
    {
        using var folder = new TempFolder();
        var tree = Write(folder.File("real"), "a", Absolute);
        File.CreateSymbolicLink(folder.File("link"), folder.File("real"));
        var candidate = MainFile(folder.Path, "new.conf", "b", Absolute, folder.File("link"));

        var edits = TreeEdit.Of(candidate, ServerConfiguration.Load(tree));

        Assert.That(edits.Select(edit => edit.Path), Is.EqualTo(new[] { tree }));
    }

    // That path holds wherever the main file is: a copy in the tree would be included by nobody.
    [Test]
    public void What_is_named_by_its_whole_path_elsewhere_stays_there()
    {
        using var folder = new TempFolder();
        var tree = Write(folder.File("nginx"), "a", Absolute);
        var candidate = Write(folder.File("candidate"), "b", Absolute);

        var edits = TreeEdit.Of(candidate, ServerConfiguration.Load(tree));

        Assert.That(edits.Select(edit => edit.Path), Is.EqualTo(new[] { tree }));
    }

    [TestCase("candidate")]
    [TestCase("nginx/next")]
    public void What_is_named_beside_the_candidate_replaces_the_trees(string where)
    {
        using var folder = new TempFolder();
        var tree = Write(folder.File("nginx"), "a", Relative);
        var candidate = Write(folder.File(where), "b", Relative);

        var edits = TreeEdit.Of(candidate, ServerConfiguration.Load(tree));

        Assert.That(
            edits.Select(edit => edit.Path),
            Is.EqualTo(new[] { tree, folder.File("nginx/conf.d/live.conf") })
        );
    }

    private static string Write(string folder, string says, string include)
    {
        Directory.CreateDirectory(Path.Combine(folder, "conf.d"));
        File.WriteAllText(
            Path.Combine(folder, "conf.d", "live.conf"),
            $"# {says}\nserver {{ listen 80; }}\n"
        );
        return MainFile(folder, "nginx.conf", says, include, folder);
    }

    private static string MainFile(
        string folder,
        string name,
        string says,
        string include,
        string of
    )
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(
            path,
            $"# {says}\nevents {{}}\nhttp {{ {include.Replace("{0}", of, StringComparison.Ordinal)} }}\n"
        );
        return path;
    }
}
