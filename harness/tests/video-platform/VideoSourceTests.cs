using Verify.Tests.Ground;
using Verify.VideoPlatform.Transcoding;

namespace Verify.Tests.VideoPlatform;

/// <summary>What an original_url may name.</summary>
public sealed class VideoSourceTests
{
    [TestCase("lavfi:testsrc2")]
    [TestCase("lavfi:testsrc2=duration=4")]
    [TestCase("lavfi:smptebars=duration=600")]
    public void A_test_picture_is_allowed(string url) =>
        Assert.That(VideoSource.Of(url, ["lavfi:"]), Is.TypeOf<VideoSource.Generated>());

    [TestCase("lavfi:movie=/etc/passwd")]
    [TestCase("lavfi:testsrc2,movie=/etc/passwd")]
    [TestCase("lavfi:testsrc2=duration=0")]
    [TestCase("lavfi:testsrc2=duration=4:size=99999x99999")]
    [TestCase("lavfi:testsrc2\n")]
    [TestCase("concat:/etc/passwd")]
    [TestCase("http://127.0.0.1/video.mp4")]
    [TestCase("-i")]
    [TestCase("/etc/passwd")]
    [TestCase("file:///etc/passwd")]
    public void Nothing_else_is(string url) =>
        Assert.That(VideoSource.Of(url, ["lavfi:"]), Is.Null);

    [Test]
    public void A_file_is_allowed_within_its_folder_alone()
    {
        using var folder = new TempFolder();
        var uploads = Directory.CreateDirectory(folder.File("uploads")).FullName;
        Directory.CreateDirectory(folder.File("uploads-of-others"));
        string[] allowed = [$"file://{uploads}/"];
        Assert.That(
            VideoSource.Of($"file://{uploads}/a%20b.mp4", allowed),
            Is.EqualTo(new VideoSource.Stored($"{uploads}/a b.mp4", $"{uploads}/"))
        );
        foreach (
            var outside in new[]
            {
                $"{uploads}/../secret.mp4",
                $"{uploads}/%2e%2e/secret.mp4",
                $"{uploads}/..%2fsecret.mp4",
                $"{uploads}-of-others/a.mp4",
                $"{uploads}",
                $"{uploads}/",
                $"{uploads}/a%00.mp4",
            }
        )
            Assert.That(VideoSource.Of($"file://{outside}", allowed), Is.Null, outside);
        Assert.That(VideoSource.Of($"file://host{uploads}/a.mp4", allowed), Is.Null);
        Assert.That(VideoSource.Of("lavfi:testsrc2", allowed), Is.Null);
    }

    [Test]
    public void A_link_is_no_upload()
    {
        using var folder = new TempFolder();
        var uploads = Directory.CreateDirectory(folder.File("uploads")).FullName;
        Directory.CreateDirectory(folder.File("outside"));
        File.WriteAllText(folder.File("outside/secret.mp4"), "");
        File.WriteAllText(folder.File("uploads/own.mp4"), "");
        File.CreateSymbolicLink(folder.File("uploads/link.mp4"), folder.File("outside/secret.mp4"));
        Directory.CreateSymbolicLink(folder.File("uploads/linked"), folder.File("outside"));

        bool IsPlain(string name) =>
            new VideoSource.Stored($"{uploads}/{name}", $"{uploads}/").IsPlain();

        Assert.That(IsPlain("own.mp4"));
        Assert.That(IsPlain("link.mp4"), Is.False);
        Assert.That(IsPlain("linked/secret.mp4"), Is.False);
        Assert.That(IsPlain("missing.mp4"), Is.False);
    }
}
