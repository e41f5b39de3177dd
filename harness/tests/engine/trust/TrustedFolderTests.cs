using Verify.Engine.Linux;
using Verify.Engine.Trust;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Trust;

/// <summary>Whom the files belong to that Verify believes, as ssh's StrictModes has it.</summary>
public sealed class TrustedFolderTests
{
    private const int Stranger = 54_321;
    private const string Name = "file";

    private TempFolder place = null!;

    [SetUp]
    public void MakePlace()
    {
        Assert.That(Environment.IsPrivilegedProcess, Is.True, "this test needs root");
        place = new TempFolder();
    }

    [TearDown]
    public void RemovePlace() => place.Dispose();

    [Test]
    public void A_folder_of_ours_is_opened_and_so_is_what_is_in_it()
    {
        var folder = Folder("ours");
        File.WriteAllText(Path.Combine(folder, Name), "ours");
        using var trusted = TrustedFolder.Open(folder);
        Assert.That(trusted.Read(Name), Is.EqualTo("ours"u8.ToArray()));
        Assert.That(trusted.Read("none"), Is.Null);
    }

    [Test]
    public void A_strangers_folder_is_refused_with_whose_it_is_and_what_to_type()
    {
        var folder = Folder("theirs");
        Give(folder);
        Assert.That(
            () => TrustedFolder.Open(folder),
            Throws
                .TypeOf<NotTrusted>()
                .With.Message.Contains(folder)
                .And.Message.Contains($"user {Stranger}")
                .And.Message.Contains("chown -hR 0")
        );
    }

    [TestCase("777", "chmod go-w", TestName = "One_that_everybody_may_write_to_is_refused")]
    // As /tmp is: without that permission no other program could use it.
    [TestCase("1777", "a folder of its own", TestName = "Sticky_or_not")]
    [TestCase("757", "chmod go-w", TestName = "All_but_the_group_may_write")]
    public void Write_permission_of_strangers_is_refused(string mode, string cure)
    {
        var folder = Folder("open", mode);
        Assert.That(
            () => TrustedFolder.Open(folder),
            Throws.TypeOf<NotTrusted>().With.Message.Contains("everyone").And.Message.Contains(cure)
        );
    }

    [Test]
    public void A_parent_counts_as_the_folder_does_but_may_be_sticky()
    {
        var (open, sticky) = (Folder("open", "777"), Folder("sticky", "1777"));
        Directory.CreateDirectory(Path.Combine(open, "ours"));
        Directory.CreateDirectory(Path.Combine(sticky, "ours"));
        Assert.That(
            () => TrustedFolder.Open(Path.Combine(open, "ours")),
            Throws.TypeOf<NotTrusted>().With.Property(nameof(NotTrusted.Path)).EqualTo(open)
        );
        Assert.That(
            () => TrustedFolder.Open(Path.Combine(sticky, "ours")).Dispose(),
            Throws.Nothing
        );
        Assert.That(() => TrustedFolder.Parent(sticky).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_link_is_followed_if_it_is_ours_and_never_if_it_is_a_strangers()
    {
        var (real, link) = (Folder("real"), place.File("link"));
        File.CreateSymbolicLink(link, real);
        using (var trusted = TrustedFolder.Open(link))
            Assert.That(trusted.Path, Is.EqualTo(real));
        Give(link);
        Assert.That(() => TrustedFolder.Open(link), Throws.TypeOf<NotTrusted>());
    }

    [Test]
    public void What_is_missing_is_made_for_us_alone_and_what_is_there_is_not_taken_over()
    {
        using var parent = TrustedFolder.Parent(place.File("a/b"));
        using var made = parent.MakeNew("run");
        Assert.That(
            File.GetUnixFileMode(made.Path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite),
            Is.EqualTo(UnixFileMode.None)
        );
        Assert.That(
            () => parent.MakeNew("run"),
            Throws.TypeOf<CannotRun>().With.Message.Contains("is there already")
        );
    }

    public enum Planted
    {
        Link,
        DanglingLink,
        Pipe,
        Folder,
        HardLink,
        OfAStranger,
        WritableByAll,
    }

    // Whichever way it is opened: nothing is read, written, made elsewhere, or waited for.
    [Test, CancelAfter(Hang.Milliseconds)]
    public void What_is_no_file_of_ours_alone_is_refused(
        [Values] Planted planted,
        [Values] Door door
    )
    {
        var folder = Folder("ours");
        var target = place.File("root-only");
        if (planted != Planted.DanglingLink)
            File.WriteAllText(target, "secret");
        Plant(planted, Path.Combine(folder, Name), target);
        using var trusted = TrustedFolder.Open(folder);
        Assert.That(() => Open(trusted, door), Throws.TypeOf<NotTrusted>());
        Assert.That(
            File.Exists(target) ? File.ReadAllText(target) : "none",
            Is.EqualTo(planted == Planted.DanglingLink ? "none" : "secret")
        );
        Assert.That(
            () => trusted.MustBeOursThroughout(),
            planted is Planted.Folder or Planted.Link or Planted.DanglingLink
                ? Throws.Nothing
                : Throws.TypeOf<NotTrusted>()
        );
    }

    public enum Door
    {
        Read,
        Write,
        Make,
        Lock,
    }

    private static void Open(TrustedFolder folder, Door door)
    {
        using var opened = door switch
        {
            Door.Read => folder.OpenFile(Name),
            Door.Write => folder.OpenOrMakeFile(Name),
            Door.Make => folder.MakeFile(Name),
            _ => folder.TakeLock(Name),
        };
    }

    private static void Plant(Planted planted, string path, string target)
    {
        switch (planted)
        {
            case Planted.Link or Planted.DanglingLink:
                File.CreateSymbolicLink(path, target);
                break;
            case Planted.Pipe:
                Verify
                    .Engine.Programs.Command.MustAsync(["mkfifo", path], default)
                    .GetAwaiter()
                    .GetResult();
                break;
            case Planted.Folder:
                Directory.CreateDirectory(path);
                break;
            case Planted.HardLink:
                Libc.Check(Libc.Link(target, path), "linking");
                break;
            case Planted.OfAStranger:
                File.WriteAllText(path, "theirs");
                Give(path);
                break;
            default:
                File.WriteAllText(path, "anybody's");
                File.SetUnixFileMode(path, Mode("666"));
                break;
        }
    }

    [Test]
    public void A_group_counts_as_its_owner_while_nobody_else_is_in_it()
    {
        // The group of a number that no user has, and that of a user who is not trusted.
        var (unknown, theirs) = (Folder("unknown", "775"), Folder("theirs", "775"));
        Libc.Check(Libc.LChown(unknown, 0, 0), "giving it to root's own group");
        Assert.That(() => TrustedFolder.Open(unknown).Dispose(), Throws.Nothing, "root's own");
        Libc.Check(Libc.LChown(theirs, 0, Stranger), "giving it to a group");
        Assert.That(
            () => TrustedFolder.Open(theirs),
            Throws.TypeOf<NotTrusted>().With.Message.Contains($"group {Stranger}")
        );
    }

    [Test]
    public async Task An_access_control_list_that_lets_a_stranger_write_is_seen(
        CancellationToken ct
    )
    {
        var folder = Folder("listed", "775");
        // A version, then owner, stranger (may write), group, mask, others: acl(5).
        byte[] list =
        [
            2,
            0,
            0,
            0,
            .. Entry(0x01, 7, -1),
            .. Entry(0x02, 7, Stranger),
            .. Entry(0x04, 5, -1),
            .. Entry(0x10, 7, -1),
            .. Entry(0x20, 5, -1),
        ];
        if (Libc.LSetXAttr(folder, "system.posix_acl_access", list, list.Length, 0) < 0)
            Assert.Ignore("the file system here knows no access control lists");
        Assert.That(
            () => TrustedFolder.Open(folder),
            Throws.TypeOf<NotTrusted>().With.Message.Contains($"user {Stranger}")
        );
        await Task.CompletedTask;
        static byte[] Entry(short tag, short may, int id) =>
            [
                .. BitConverter.GetBytes(tag),
                .. BitConverter.GetBytes(may),
                .. BitConverter.GetBytes(id),
            ];
    }

    private string Folder(string name, string mode = "755")
    {
        var folder = Directory.CreateDirectory(place.File(name)).FullName;
        File.SetUnixFileMode(folder, Mode(mode));
        return folder;
    }

    private static UnixFileMode Mode(string octal) => (UnixFileMode)Convert.ToInt32(octal, 8);

    private static void Give(string path) =>
        Libc.Check(Libc.LChown(path, Stranger, Stranger), $"giving {path} away");
}
