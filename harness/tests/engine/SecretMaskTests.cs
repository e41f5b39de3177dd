using Verify.Engine;

namespace Verify.Tests;

public sealed class SecretMaskTests
{
    [TestCase("s3cr3t", "key is s3cr3t!", "key is ***!")]
    [TestCase("with \"quotes\"", "a with \"quotes\" b", "a *** b", TestName = "quotes")]
    [TestCase(@"back\slash", @"a back\slash b", "a *** b", TestName = "backslash")]
    [TestCase("two\nlines", "a two\nlines b", "a *** b", TestName = "two lines")]
    [TestCase("pässwörd", "a pässwörd b", "a *** b")]
    [TestCase("<&'+>", "a <&'+> b", "a *** b")]
    [TestCase("abc", "abc is too short to hide", "abc is too short to hide")]
    public void A_secret_is_hidden_however_JSON_writes_it(
        string secret,
        string text,
        string recorded
    ) => Assert.That(Recorded(text, secret), Is.EqualTo(recorded));

    [TestCase("http://user:pass@host/x", "http://***@host/x")]
    [TestCase("postgres://u:p%40ss@db:5432/x", "postgres://***@db:5432/x")]
    [TestCase("http://user:p@ss@host/x", "http://***@host/x")]
    [TestCase("""http://user:pa\ss@host/x""", "http://***@host/x")]
    [TestCase("http://user:pa'\"ss@host/x", "http://***@host/x")]
    [TestCase("S3://KEY:SECRET@bucket", "S3://***@bucket")]
    [TestCase("two http://a:b@c and ftp://d:e@f", "two http://***@c and ftp://***@f")]
    [TestCase("http://host/a@b", "http://host/a@b")]
    [TestCase("write to me@host", "write to me@host")]
    public void A_password_in_a_URL_is_hidden_without_being_told(string text, string recorded) =>
        Assert.That(Recorded(text), Is.EqualTo(recorded));

    [Test]
    public void The_longer_of_two_secrets_goes_first() =>
        Assert.That(Recorded("longsecret", "long", "longsecret"), Is.EqualTo("***"));

    [TestCase("claim")]
    [TestCase("pass")]
    [TestCase("event")]
    [TestCase("2026")]
    [TestCase("verdict")]
    public void A_secret_that_is_a_word_of_the_record_does_not_take_the_line_apart(string secret)
    {
        var line = new SecretMask([secret]).Apply(
            RecordJson.Line(
                new ClaimEvaluated("1", "1.1", $"the {secret}", "x", "y", Verdict.Pass)
                {
                    At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                }
            )
        );
        Assert.That(RecordJson.Parse(line), Is.TypeOf<ClaimEvaluated>());
        Assert.That(((ClaimEvaluated)RecordJson.Parse(line)!).Claim, Is.EqualTo("the ***"));
    }

    [Test]
    public void Secrets_are_hidden_in_lists_and_tables_too()
    {
        var line = new SecretMask(["s3cr3t"]).Apply(
            RecordJson.Line(
                new RunStarted(
                    "r",
                    "s",
                    "t",
                    new Dictionary<string, string> { ["event"] = "s3cr3t" },
                    [new("1", "one", "s3cr3t", true, [new("1.1", "a", "curl s3cr3t", null)])],
                    []
                )
            )
        );
        Assert.That(line, Does.Not.Contain("s3cr3t"));
    }

    [Test]
    public void Neither_the_file_nor_a_listener_ever_sees_a_secret()
    {
        using var folder = new TempFolder();
        var heard = new List<RunEvent>();
        using (
            var record = new RecordWriter(
                RunFolder.RecordOf(folder.Path),
                [new Listening(heard)],
                new SecretMask(["s3cr3t"]),
                TimeProvider.System
            )
        )
            record.Write(new FindingMade("1", "1.1", "the key is s3cr3t"));
        Assert.That(
            File.ReadAllText(RunFolder.RecordOf(folder.Path)),
            Does.Contain("the key is ***")
        );
        Assert.That(((FindingMade)heard.Single()).Text, Is.EqualTo("the key is ***"));
    }

    private static string Recorded(string text, params string[] secrets)
    {
        var line = new SecretMask(secrets).Apply(RecordJson.Line(new EnvironmentNoted("n", text)));
        return ((EnvironmentNoted)RecordJson.Parse(line)!).Value;
    }

    private sealed class Listening(List<RunEvent> heard) : IRunListener
    {
        public void Hear(RunEvent happened) => heard.Add(happened);
    }
}
