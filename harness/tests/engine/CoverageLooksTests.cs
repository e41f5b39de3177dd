using System.Net;
using Verify.Engine.LeftChanged;
using Verify.Engine.Programs;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine;

/// <summary>What is the same for a look, what is not, and what explains it.</summary>
public sealed class CoverageLooksTests
{
    private const string Mounted =
        "47 27 0:40 / /var/hls rw,noexec shared:7 - tmpfs tmpfs rw,size=8k";

    [TestCase("91 30 0:77 / /var/hls rw,noexec shared:12 - tmpfs tmpfs rw,size=8k")]
    [TestCase("47 27 0:40 /moved//deleted /var/hls rw,noexec shared:7 - tmpfs tmpfs rw,size=8k")]
    public void Numbers_of_a_boot_and_others_renames_are_no_difference(string later) =>
        Assert.That(MountTable.Read([Mounted]).Differences(MountTable.Read([later])), Is.Empty);

    [TestCase("47 27 0:40 / /var/hls rw shared:7 - tmpfs tmpfs rw,size=8k")]
    [TestCase("47 27 0:40 / /var/hls rw,noexec - tmpfs tmpfs rw,size=8k")]
    [TestCase("47 27 0:40 / /var/hls rw,noexec shared:7 - tmpfs tmpfs rw,size=9k")]
    [TestCase("47 27 0:40 / /var/hls rw,noexec shared:7 - ext4 /dev/sda rw")]
    public void Other_options_propagation_size_or_type_are_one(string later) =>
        Assert.That(
            MountTable.Read([Mounted]).Differences(MountTable.Read([later])).Single().Text,
            Does.StartWith(
                "mount tmpfs on /var/hls was tmpfs tmpfs rw,noexec shared rw,size=8k, is "
            )
        );

    [Test]
    public void A_mount_over_another_is_seen()
    {
        var one = MountTable.Read([Mounted]);
        var two = MountTable.Read([Mounted, Mounted]);
        Assert.That(one.Differences(two).Single().Text, Is.EqualTo("mount tmpfs on /var/hls"));
        Assert.That(
            two.Differences(one).Single().Text,
            Is.EqualTo("mount tmpfs on /var/hls is gone")
        );
    }

    [TestCase("mount 1 /mnt", false, true, ExpectedResult = false)]
    [TestCase("mount 1 /mnt", true, true, ExpectedResult = true)]
    [TestCase("mount 1 /mnt", true, false, ExpectedResult = false)]
    [TestCase("mount 1 /mnt/named", false, true, ExpectedResult = true)]
    [TestCase("mount 2 /in/script", false, false, ExpectedResult = true)]
    [TestCase("mount 1 /in/script/below", false, true, ExpectedResult = false)]
    [TestCase("mount 1 /script", false, true, ExpectedResult = false)]
    [TestCase("mount 1 /tree/below it", false, true, ExpectedResult = true)]
    [TestCase("mount 1 /trees", false, true, ExpectedResult = false)]
    [TestCase("sysctl /proc/sys/vm/swappiness", true, false, ExpectedResult = false)]
    [TestCase("sysctl /proc/sys/vm/dirty_ratio", false, false, ExpectedResult = true)]
    [TestCase("sysctl /proc/sys/net/ipv4/tcp_fin_timeout", true, false, ExpectedResult = true)]
    [TestCase("sysctl /proc/sys/net/ipv4/tcp_fin_timeout", false, false, ExpectedResult = false)]
    [TestCase("port tcp 0.0.0.0:80", false, true, ExpectedResult = true)]
    public bool Whose_it_is_is_known_by_what_the_run_has_called(
        string key,
        bool inLab,
        bool hasCome
    )
    {
        var calls = new OwnCalls(null, new([]));
        calls.Note("mount", "-t", "tmpfs", "tmpfs", "/mnt/named/");
        calls.Note("sh", "-c", "mount -t tmpfs tmpfs /in/script; sysctl -w vm.dirty_ratio=20");
        return new Ownership(isShared: !inLab, calls, ["/tree"]).IsOurs(new(key, "", hasCome));
    }

    // As a machine shows them that has the lowest byte first.
    [TestCase("0100007F:42B8", "127.0.0.1:17080")]
    [TestCase("00000000000000000000000001000000:0050", "[::1]:80")]
    [TestCase("B80D0120000000000000000002000000:01BB", "[2001:db8::2]:443")]
    public void An_address_is_read_as_it_is_written(string shown, string address) =>
        Assert.That(PortTable.Address(shown), Is.EqualTo(IPEndPoint.Parse(address)));

    [Test]
    public async Task What_is_to_stay_in_a_tree_is_not_left_changed_in_that_tree_alone()
    {
        using var kept = new TempFolder();
        using var other = new TempFolder();
        var coverage = new Coverage(Surroundings.OfTheMachine(), [kept.Path, other.Path]);
        await File.WriteAllTextAsync(kept.File("new"), "");
        await File.WriteAllTextAsync(other.File("new"), "");
        var left = (await coverage.LeftAsync(kept.Path, wasEntered: false)).Ours;
        Assert.That(left, Has.None.Contains(kept.Path));
        Assert.That(
            left,
            Has.One.EqualTo($"file {other.File("new")}, seen changed only at the end")
        );
    }

    [Test]
    public async Task What_came_only_while_somebody_was_let_in_is_theirs()
    {
        using var tree = new TempFolder();
        var coverage = new Coverage(Surroundings.OfTheMachine(), [tree.Path]);
        await File.WriteAllTextAsync(tree.File("run"), "");
        _ = await coverage.AfterAsync("3");
        await File.WriteAllTextAsync(tree.File("guest"), "");
        var left = (await coverage.LeftAsync(keptTree: null, wasEntered: true)).Ours;
        Assert.That(left, Has.None.Contains(tree.File("guest")));
        Assert.That(
            left,
            Has.One.EqualTo($"file {tree.File("run")}, first seen changed after phase 3")
        );
    }
}
