using Verify.Engine.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Trees;

/// <summary>What is no folder that can be changed is refused with what it is and what to do.</summary>
[Parallelizable]
public sealed class TreeTests
{
    private TempFolder folder = null!;

    [SetUp]
    public void Make() => folder = new();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void A_folder_is_known_by_its_real_path()
    {
        var real = Directory.CreateDirectory(folder.File("nginx")).FullName;
        File.CreateSymbolicLink(folder.File("link"), "nginx");
        Assert.That(Tree.MustBeChangeable(folder.File("link/")), Is.EqualTo(real));
        Assert.That(Tree.MustBeChangeable($"{real}/"), Is.EqualTo(real));
    }

    [Test]
    public void What_is_not_there_is_a_mistake_of_the_users_with_the_nearest_name()
    {
        Directory.CreateDirectory(folder.File("nginx"));
        Assert.That(
            () => Tree.MustBeChangeable(folder.File("ngnix")),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("not there")
                .And.Message.Contains("'nginx'")
        );
    }

    [Test]
    public void A_loop_of_links_and_a_file_and_no_name_are_mistakes_too()
    {
        File.CreateSymbolicLink(folder.File("a"), "b");
        File.CreateSymbolicLink(folder.File("b"), "a");
        File.WriteAllText(folder.File("nginx.conf"), "");
        Assert.That(
            () => Tree.MustBeChangeable(folder.File("a")),
            Throws.TypeOf<UsageError>().With.Message.Contains("symbolic links")
        );
        Assert.That(
            () => Tree.MustBeChangeable(folder.File("nginx.conf")),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("is a file")
                .And.Message.EndsWith(folder.Path)
        );
        Assert.That(() => Tree.MustBeChangeable(""), Throws.TypeOf<UsageError>());
    }

    [Test]
    public void A_folder_that_this_user_may_not_write_to_cannot_be_changed()
    {
        CannotRun? refused = null;
        OrdinaryUser.Do(() =>
            refused = Assert.Throws<CannotRun>(() => Tree.MustBeChangeable("/etc"))
        );
        Assert.That(refused!.Message, Does.Contain("Permission denied"));
    }
}
