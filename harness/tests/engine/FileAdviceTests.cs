using System.ComponentModel;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine;

/// <summary>What is advised about a refused file follows from why it was refused.</summary>
public sealed class FileAdviceTests
{
    private const string Space = "Free some space";

    [TestCase(28, Space)]
    [TestCase(122, "quota")]
    [TestCase(13, "the right to")]
    [TestCase(30, "mounted read-only")]
    [TestCase(24, "ulimit -n")]
    [TestCase(23, "fs.file-max")]
    [TestCase(36, "choose a shorter one")]
    public void Each_reason_has_its_own(int errno, string advice)
    {
        Assert.That(FileAdvice.Of(new Win32Exception(errno)), Does.Contain(advice));
        Assert.That(FileAdvice.Of(new IOException("refused", errno)), Does.Contain(advice));
        if (advice != Space)
            Assert.That(FileAdvice.Of(new Win32Exception(errno)), Does.Not.Contain(Space));
    }

    // As .NET itself says it.
    [Test]
    public void Of_real_refusals_too()
    {
        using var folder = new TempFolder();
        var (locked, file) = (folder.File("locked"), folder.File("file"));
        Directory.CreateDirectory(locked);
        File.WriteAllText(file, "");
        // Readable to all, and writable by whoever runs the tests.
        File.SetUnixFileMode(folder.Path, (UnixFileMode)Convert.ToInt32("755", 8));
        File.SetUnixFileMode(locked, (UnixFileMode)Convert.ToInt32("555", 8));
        Exception? refused = null;
        OrdinaryUser.Do(() => refused = Refusal(Path.Combine(locked, "x")));

        Assert.That(FileAdvice.Of(refused!), Does.Contain("the right to"));
        Assert.That(
            FileAdvice.Of(Refusal(folder.File(new string('x', 300)))),
            Does.Contain("choose a shorter one")
        );
        Assert.That(
            FileAdvice.Of(Refusal(Path.Combine(file, "x"))),
            Does.Contain("a file and not a folder").Or.Contain("does not exist")
        );
        Assert.That(FileAdvice.Of(Refusal("/dev/full")), Does.Contain(Space));
    }

    [Test]
    public void What_else_can_be_done_stands_after_it_or_alone()
    {
        Assert.That(
            FileAdvice.Or(new Win32Exception(30), "give another folder with --out DIR"),
            Does.StartWith("The file system is")
                .And.EndsWith(" Or give another folder with --out DIR.")
        );
        Assert.That(
            FileAdvice.Or(new IOException("odd"), "give another folder with --out DIR"),
            Is.EqualTo("Give another folder with --out DIR.")
        );
    }

    private static Exception Refusal(string path) =>
        Assert.Catch(() => File.WriteAllText(path, "x"))!;
}
