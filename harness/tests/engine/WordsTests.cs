using FsCheck;
using FsCheck.Fluent;
using Verify.Engine.Programs;

namespace Verify.Tests.Engine;

public sealed class WordsTests
{
    [TestCase("scenaro", " Did you mean 'scenario'?")]
    [TestCase("SCENARIO", " Did you mean 'scenario'?")]
    [TestCase("lst", " Did you mean 'list'?")]
    [TestCase("xyzzy", "")]
    [TestCase("", "")]
    public void The_nearest_word_is_hinted_at_if_it_is_near(string typed, string hint) =>
        Assert.That(NearestMatch.Hint(typed, ["list", "scenario", "profiles"]), Is.EqualTo(hint));

    [Test]
    public void Nothing_is_near_to_nothing() =>
        Assert.That(NearestMatch.Hint("list", []), Is.Empty);

    [Test]
    public void Of_two_equally_near_the_first_of_the_alphabet_is_taken() =>
        Assert.That(NearestMatch.Hint("bat", ["cat", "bar"]), Is.EqualTo(" Did you mean 'bar'?"));

    [TestCase("equal to 00:00:01.5000000", "equal to 1.5 s")]
    [TestCase("equal to \"02:00:00:01:77:01\"", "equal to \"02:00:00:01:77:01\"")]
    public void A_time_is_written_as_a_person_does_and_a_hardware_address_is_none(
        string description,
        string words
    ) => Assert.That(Wording.Of(description), Is.EqualTo(words));

    [Test]
    public async Task A_line_pasted_into_a_shell_gives_the_same_words()
    {
        string[] words =
        [
            "plain",
            "",
            "two words",
            "it's",
            "'",
            "\"double\"",
            "$HOME",
            "`id`",
            "$(id)",
            "a\\b",
            "new\nline",
            "*",
            "~",
            "!bang",
            "a;b",
            "a&b|c>d<e",
            "#no",
            "{a,b}",
            "ünï",
            "=x",
            "-n",
            "a=b",
            "%1",
            "^x",
            "\t",
        ];
        Assert.That(await PastedAsync(words), Is.EqualTo(words));
    }

    [Test]
    public void Any_line_pasted_into_a_shell_gives_the_same_words()
    {
        var word = Gen.Elements(
                "a",
                " ",
                "'",
                "\"",
                "\\",
                "$",
                "`",
                "\n",
                "*",
                "!",
                "~",
                "é",
                "=",
                "-"
            )
            .ListOf()
            .Select(parts => string.Concat(parts));
        Prop.ForAll(
                // One shell for many lines: a process each would take the test's whole time.
                word.ListOf(300).ToArbitrary(),
                words => PastedAsync([.. words]).GetAwaiter().GetResult().SequenceEqual(words)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5));
    }

    // printf ends each word with a byte that no argument can hold.
    private static async Task<string[]> PastedAsync(IReadOnlyList<string> words)
    {
        var line = ShellWords.Join(["printf", "%s\\0", .. words]);
        var said = await Command.MustAsync(["/bin/sh", "-c", line], default);
        return said.Stdout.Split('\0')[..^1];
    }
}
