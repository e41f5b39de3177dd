using Verify.Engine.Linux;
using Verify.Engine.Namespaces;
using Verify.Engine.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Trees;

/// <summary>A full disk, one that is read-only, a file that is a mount point: in a view of the files of the test's own.</summary>
[Parallelizable]
public sealed class TreeOnOtherFileSystemsTests
{
    private const ulong Remount = 32;

    [Test]
    public Task On_a_full_disk_nothing_is_lost_wherever_the_space_ends() =>
        WithinAsync(
            "size=64k",
            folder =>
            {
                var file = Path.Combine(folder, "main.conf");
                File.WriteAllText(file, "worker_processes 1;\n");
                var copies = Directory.CreateTempSubdirectory("verify-copies-").FullName;
                try
                {
                    // From one page left to none; the new file needs two.
                    foreach (var left in new[] { 12, 8, 4, 0 })
                    {
                        var fill = Path.Combine(folder, "fill");
                        Fill(fill, left * 1024);
                        var before = TreeFingerprint.Of(folder);
                        var last = TreeAsItWas.Of(folder);
                        var change = TreeFile.Prepare(file, new byte[8192], copies);
                        var fits = true;
                        try
                        {
                            change.Do();
                        }
                        catch (IOException full)
                        {
                            Assert.That(full.Message, Does.Contain("space"));
                            fits = false;
                        }
                        if (left is 0 or 4)
                            Assert.That(fits, Is.False, "the disk is full");
                        if (left is 12)
                            Assert.That(fits, Is.True);
                        // The last of the space is taken before the undo.
                        Fill(Path.Combine(folder, "rest"), 0);
                        change.Undo.DoAsync(default).GetAwaiter().GetResult();
                        File.Delete(Path.Combine(folder, "rest"));
                        last.DoAsync(default).GetAwaiter().GetResult();
                        Assert.That(before.Differences(TreeFingerprint.Of(folder)), Is.Empty);
                        File.Delete(fill);
                    }
                }
                finally
                {
                    Directory.Delete(copies, recursive: true);
                }
            }
        );

    [Test]
    public Task A_file_that_is_a_mount_point_is_refused_before_anything_changes() =>
        WithinAsync(
            "size=64k",
            folder =>
            {
                var file = Path.Combine(folder, "main.conf");
                File.WriteAllText(file, "");
                File.WriteAllText(Path.Combine(folder, "other"), "mounted");
                Libc.Check(
                    Libc.Mount(Path.Combine(folder, "other"), file, null, Libc.MsBind, null),
                    "mounting a file"
                );
                var before = TreeFingerprint.Of(folder);
                Assert.That(
                    () => TreeFile.Prepare(file, [], Path.Combine(folder, "copies")),
                    Throws.TypeOf<CannotRun>().With.Message.Contains("mount point")
                );
                Assert.That(before.Differences(TreeFingerprint.Of(folder)), Is.Empty);
            }
        );

    [Test]
    public Task A_tree_on_a_read_only_file_system_cannot_be_changed_also_by_root() =>
        WithinAsync(
            "size=64k",
            folder =>
            {
                Assert.That(Tree.MustBeChangeable(folder), Is.EqualTo(folder));
                Libc.Check(
                    Libc.Mount("tmpfs", folder, null, Remount | Libc.MsRdonly, null),
                    "making it read-only"
                );
                Assert.That(
                    () => Tree.MustBeChangeable(folder),
                    Throws.TypeOf<CannotRun>().With.Message.Contains("Read-only")
                );
            }
        );

    private static void Fill(string file, int except)
    {
        using var filling = new FileStream(
            file,
            FileMode.Create,
            FileAccess.Write,
            FileShare.None,
            0
        );
        var page = new byte[1024];
        try
        {
            while (true)
                filling.Write(page);
        }
        catch (IOException)
        {
            filling.SetLength(Math.Max(0, filling.Length - except));
        }
    }

    private static async Task WithinAsync(string options, Action<string> test)
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("a file system of its own is mounted by root here");
        using var folder = new TempFolder();
        using var own = Compartment.Isolated();
        await own.Within(() =>
        {
            // As such file systems mostly are: writable by their owner.
            Libc.Check(
                Libc.Mount("tmpfs", folder.Path, "tmpfs", 0, $"mode=755,{options}"),
                "mounting"
            );
            try
            {
                test(folder.Path);
            }
            finally
            {
                _ = Libc.Umount(folder.Path, Libc.MntDetach);
            }
            return true;
        });
    }
}
