using Verify.Engine.Linux;
using Verify.Engine.Trust;
using Verify.Instruments.Files;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Trust;

/// <summary>Files in a stream's folder, which may be its encoder's own user's: what lies there leads us nowhere.</summary>
public sealed class SharedFileTests
{
    private const int Encoder = 54_321;

    private TempFolder place = null!;

    [SetUp]
    public void MakePlace() => place = new TempFolder();

    [TearDown]
    public void RemovePlace() => place.Dispose();

    [Test]
    public void A_published_file_is_read_also_through_a_link()
    {
        var file = Write("live.m3u8", "644");
        File.CreateSymbolicLink(place.File("link.m3u8"), file);
        Assert.That(SharedFile.TryRead(file), Is.EqualTo("text"u8.ToArray()));
        Assert.That(SharedFile.TryRead(place.File("link.m3u8")), Is.EqualTo("text"u8.ToArray()));
        Assert.That(SharedFile.TryRead(place.File("none")), Is.Null);
    }

    [Test]
    public void What_its_owner_alone_may_read_is_not_shown_through_an_encoders_link()
    {
        Assert.That(Environment.IsPrivilegedProcess, Is.True, "this test needs root");
        var (secret, folder) = (Write("secret", "600"), place.File("stream"));
        Directory.CreateDirectory(folder);
        Libc.Check(Libc.LChown(folder, Encoder, Encoder), "giving it to the encoder");
        var planted = Path.Combine(folder, "live.m3u8");
        File.CreateSymbolicLink(planted, secret);
        Assert.That(SharedFile.TryRead(planted), Is.Null);

        var own = Path.Combine(folder, "own.m3u8");
        File.Copy(secret, own);
        Libc.Check(Libc.LChown(own, Encoder, Encoder), "giving it to the encoder");
        Assert.That(SharedFile.TryRead(own), Is.EqualTo("text"u8.ToArray()), "its own");
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_pipe_is_not_waited_at(CancellationToken ct)
    {
        await Verify.Engine.Programs.Command.MustAsync(["mkfifo", place.File("live.m3u8")], ct);
        Assert.That(SharedFile.TryRead(place.File("live.m3u8")), Is.Null);
    }

    [Test]
    public void A_probe_is_written_through_no_link()
    {
        var (secret, probe) = (Write("secret", "600"), place.File("probe.m3u8"));
        File.CreateSymbolicLink(probe, secret);
        Assert.That(
            () => WrittenFile.Make(probe, "probe"u8),
            Throws.InstanceOf<IOException>(),
            "somebody's file is there"
        );
        File.CreateSymbolicLink(WrittenFile.Ready(probe), secret);
        File.Move(WrittenFile.MakeReady(probe, "probe"u8), probe, overwrite: true);
        Assert.That(File.ReadAllText(secret), Is.EqualTo("text"));
        Assert.That(File.ReadAllText(probe), Is.EqualTo("probe"));
    }

    private string Write(string name, string mode)
    {
        var path = place.File(name);
        File.WriteAllText(path, "text");
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        return path;
    }
}
