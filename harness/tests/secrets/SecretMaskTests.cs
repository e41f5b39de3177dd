using Verify.Engine.Secrets;
using Verify.Tests.Ground;

namespace Verify.Tests.Secrets;

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

    [TestCase("p@ss/w\"rd", "p%40ss%2Fw%22rd")]
    [TestCase("p@ss/w\"rd", "p%40ss%2fw%22rd")]
    [TestCase("p%40ssword", "p@ssword", TestName = "as it is meant")]
    [TestCase("p@ss/w\"rd", "p@ss/w&quot;rd")]
    [TestCase("p@ss/w\"rd", "p@ss/w\\\"rd", TestName = "as JSON in a text")]
    [TestCase("p@ss/w\"rd", "p@ss/w\\x22rd", TestName = "as nginx logs it")]
    [TestCase("p@ss'w", "'p@ss'\\''w'", TestName = "as a shell is told it")]
    [TestCase("two words", "two+words")]
    [TestCase("s3cr3t", "czNjcjN0")]
    [TestCase("s3cr3t??>", "czNjcjN0Pz8-", TestName = "base64 for URLs")]
    public void Its_other_forms_are_hidden_too(string secret, string form)
    {
        var recorded = Recorded($"before {form} after", secret);
        Assert.That(recorded, Does.Match("^before '?[*]{3}'? after$"));
    }

    [TestCase("GET /a.ts?hdnts=x&b=1", "GET /a.ts?hdnts=***&b=1")]
    [TestCase("Location: http://h/a?b=1&token=x", "Location: http://h/a?b=1&token=***")]
    [TestCase("rewrite ^ /x?token=$arg_token;", "rewrite ^ /x?token=$arg_token;")]
    [TestCase("sets session=5 and key=7", "sets session=5 and key=7")]
    public void A_token_in_a_URL_is_hidden_without_being_told(string text, string recorded) =>
        Assert.That(Recorded(text), Is.EqualTo(recorded));

    [Test]
    public void What_lines_refer_to_stays_whatever_the_secret()
    {
        const string sum = "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd";
        var kept = new EvidenceKept(
            "5B.2",
            "5B.2",
            "abcd",
            "evidence/abcd.txt",
            sum,
            1,
            "text/plain"
        );
        var line = new SecretMask(["5B.2", "abcd", "evidence", "text", "plain"]).Apply(
            RecordJson.Line(kept)
        );
        Assert.That(RecordJson.Parse(line), Is.EqualTo(kept with { Name = "***" }));
    }

    [Test]
    public void A_document_for_machines_stays_one()
    {
        const string json =
            """{"verdict":"pass","count":12345,"at":"http://u:pass@h/","say":"pass 12345"}""";
        Assert.That(
            new SecretMask(["pass", "12345"]).Document(json),
            Is.EqualTo("""{"verdict":"pass","count":12345,"at":"http://***@h/","say":"*** ***"}""")
        );
    }

    [Test]
    public void Figures_of_a_table_stay() =>
        Assert.That(
            new SecretMask(["1234"]).Table("name,s\nx1234,0.1234\ny,1234\n"),
            Is.EqualTo("name,s\nx***,0.1234\ny,1234\n")
        );

    // Signs that mean something to one of the forms, and words that may join to a secret.
    [Test]
    public void Whatever_the_secret_the_line_parses_and_does_not_tell_it([Random(20)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            var secret = Any(random, 4, 12);
            // The engine's own words stay: they tell nothing.
            if (Words.Contains(secret))
                continue;
            var text =
                Any(random, 0, 20)
                + string.Concat(Enumerable.Repeat(secret, random.Next(3)))
                + Any(random, 0, 20);
            var line = new SecretMask([secret]).Apply(
                RecordJson.Line(
                    new FindingMade(
                        "1",
                        "1.1",
                        text,
                        Uri.EscapeDataString(text),
                        System.Net.WebUtility.HtmlEncode(text)
                    )
                )
            );
            var told = (FindingMade)RecordJson.Parse(line)!;
            foreach (var part in new[] { told.Text, told.Meaning!, told.Cure! })
            {
                Assert.That(part, Does.Not.Contain(secret));
                Assert.That(part, Does.Not.Contain(Uri.EscapeDataString(secret)));
            }
        }
    }

    private static readonly string[] Words = ["event", "finding", "phase", "step", "text"];

    private static string Any(Random random, int shortest, int longest) =>
        string.Concat(
            Enumerable
                .Range(0, random.Next(shortest, longest + 1))
                .Select(_ => random.GetItems<string>(Signs, 1)[0])
        );

    private static readonly string[] Signs =
    [
        "*",
        "a",
        "b",
        "%",
        "4",
        "0",
        "@",
        "/",
        "\\",
        "\"",
        "'",
        "&",
        "<",
        "+",
        " ",
        "\n",
        "ü",
        "\u0001",
        "{",
        "}",
        "\u2028",
        "=",
        "?",
    ];

    // A record of 100,000 events has to be written beside everything else that a run does: to mask one is to be no dearer
    // than to write it by more than this.
    private const int AsDear = 20;
    private const int Lines = 20_000;

    [Test]
    public void To_mask_a_line_of_the_record_costs_little_beside_writing_it()
    {
        var mask = new SecretMask(["s3cr3t-of-a-url", "another/one", "dXNlcjpwYTU1d29yZA=="]);
        var claim = new ClaimEvaluated(
            "5",
            "5.5",
            "the baseline shows the defect",
            "greater than 2",
            "9.8 s",
            Verdict.Pass
        );
        var line = RecordJson.Line(claim);
        var (write, apply) = (Each(() => RecordJson.Line(claim)), Each(() => mask.Apply(line)));
        TestContext.Out.WriteLine(
            $"to write a line takes {write.TotalMicroseconds:0.0} us, to mask it {apply.TotalMicroseconds:0.0} us"
        );
        Assert.That(apply, Is.LessThan(AsDear * write));

        // The second time, it has been compiled.
        static TimeSpan Each(Action act) =>
            Enumerable.Range(0, 2).Select(_ => ThreadTime.Of(() => Many(act))).ToArray()[1] / Lines;

        static void Many(Action act)
        {
            for (var i = 0; i < Lines; i++)
                act();
        }
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
