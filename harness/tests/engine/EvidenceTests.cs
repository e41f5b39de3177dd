using System.Text;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine;

public sealed class EvidenceTests
{
    private TempFolder folder = null!;
    private Evidence evidence = null!;

    [SetUp]
    public void Make_a_folder()
    {
        folder = new();
        evidence = new(folder.Path, new([]));
    }

    [TearDown]
    public void Remove_the_folder() => folder.Dispose();

    [Test]
    public void A_file_is_named_by_its_own_bytes()
    {
        var kept = evidence.Keep("1", "1.1", "nginx.conf", "events {}\nü", "text/plain");
        var bytes = File.ReadAllBytes(folder.File(kept.File));
        Assert.That(bytes, Is.EqualTo(Encoding.UTF8.GetBytes("events {}\nü")), "as it was given");
        Assert.That(kept.Sha256, Is.EqualTo(Evidence.Sha256(bytes)));
        Assert.That(kept.Bytes, Is.EqualTo(bytes.Length));
        Assert.That(kept.File, Is.EqualTo($"evidence/{kept.Sha256[..16]}.conf"));
    }

    [Test]
    public void The_same_contents_are_kept_once_and_others_beside_them()
    {
        var one = evidence.Keep("1", "1.1", "a.txt", "same", "text/plain");
        var again = evidence.Keep("2", "2.1", "b.txt", "same", "text/plain");
        var other = evidence.Keep("2", "2.1", "b.txt", "other", "text/plain");
        Assert.That(again.File, Is.EqualTo(one.File));
        Assert.That(other.File, Is.Not.EqualTo(one.File));
        Assert.That(Directory.GetFiles(folder.File("evidence")), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_known_sum_is_the_sum() =>
        Assert.That(
            Evidence.Sha256("abc"u8),
            Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        );

    [Test]
    public void A_name_cannot_lead_out_of_the_folder()
    {
        var kept = evidence.Keep("1", "1.1", "../../etc/x", "text", "text/plain");
        Assert.That(
            Path.GetFullPath(folder.File(kept.File)),
            Does.StartWith(folder.File("evidence"))
        );
    }
}
