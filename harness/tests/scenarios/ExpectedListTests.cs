using Verify.Scenarios.Changes;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios;

/// <summary>The list of changes that a user expects (<c>--expect FILE</c>).</summary>
public sealed class ExpectedListTests
{
    [Test]
    public void A_list_is_read_with_its_promise()
    {
        var read = Read(
            """
            { "fresh": "500ms", // comments are welcome
              "changes": [
                { "context": "http", "directive": "sendfile", "old": "on", "new": "off", "reason": "measured" },
                { "context": "http", "directive": "aio", "new": "threads", "kind": "added" },
              ] }
            """
        );
        Assert.That(read.Fresh, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
        Assert.That(
            read.Changes,
            Is.EqualTo(
                new ExpectedChange[]
                {
                    new("http", "sendfile", "on", "off", "measured"),
                    new("http", "aio", null, "threads", "listed with --expect"),
                }
            )
        );
    }

    [Test]
    public void Comments_need_not_be_expected() =>
        Assert.That(
            Read(
                """[{ "kind": "comment-only", "context": "http", "directive": "#", "old": "a", "new": "b" }]"""
            ).Changes,
            Is.Empty
        );

    [Test]
    public void What_clients_are_answered_otherwise_can_be_listed() =>
        Assert.That(
            Read(
                """
                { "changes": [], "answers": [
                    { "kind": "playlist", "what": "Content-Type", "old": "audio/mpegurl", "new": "text/plain" },
                    { "what": "status" } ] }
                """
            ).Answers,
            Is.EqualTo(
                new ExpectedAnswer[]
                {
                    new("playlist", "Content-Type", "audio/mpegurl", "text/plain"),
                    new(null, "status", null, null),
                }
            )
        );

    [TestCase("""{"changes": [], "answers": {}}""", "\"answers\" is no list")]
    [TestCase("""{"changes": [], "answers": [{"kind": "playlist"}]}""", "answer 1|no \"what\"")]
    [TestCase("""{"changes": [], "answers": [{"what": 200}]}""", "answer 1|\"what\" is 200")]
    [TestCase("", "expected.json:1|not JSON")]
    [TestCase("{\n\"changes\": [\n}", "expected.json:3|not JSON")]
    [TestCase("{}", "no list of changes|\"changes\"")]
    [TestCase("""{"changes": {}}""", "no list of changes")]
    [TestCase("""[{"directive": "aio"}]""", "change 1|no \"context\"")]
    [TestCase("""[{"context": "http", "directve": "aio"}]""", "change 1|no \"directive\"")]
    [TestCase("""[{"context": "http", "directive": "aio"}]""", "change 1|http aio|neither")]
    [TestCase(
        """[{"context": "http", "directive": 3, "new": "a"}]""",
        "change 1|\"directive\" is 3"
    )]
    [TestCase("""[1]""", "change 1")]
    [TestCase("""{"fresh": "soon", "changes": []}""", "\"fresh\" is soon|1s")]
    [TestCase("""{"fresh": -1, "changes": []}""", "\"fresh\" is -1")]
    [TestCase("""{"fresh": "99999999999s", "changes": []}""", "\"fresh\" is 99999999999s")]
    public void What_is_no_such_list_is_refused_by_its_place(string text, string named)
    {
        var refused = Assert.Throws<UsageError>(() => Read(text));
        foreach (var word in named.Split('|'))
            Assert.That(refused.Message, Does.Contain(word));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_refused_by_name()
    {
        using var folder = new TempFolder();
        Assert.That(
            () => ExpectedList.Load(folder.Path),
            Throws.TypeOf<UsageError>().With.Message.Contains("is a folder")
        );
        Assert.That(
            () => ExpectedList.Load(Path.Combine(folder.Path, "none.json")),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("none.json")
                .And.Message.Contains("included")
        );
    }

    private static ExpectedList Read(string text)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "expected.json");
        File.WriteAllText(file, text);
        return ExpectedList.Load(file);
    }
}
