using FsCheck;
using FsCheck.Fluent;

namespace Verify.Tests.Engine;

/// <summary>A command line taken apart as a shell does, without one.</summary>
public sealed class ShellWordsTests
{
    private const string Option = "--reload";

    [TestCase("nginx -s reload", "nginx", "-s", "reload")]
    [TestCase("  systemctl\treload  nginx ", "systemctl", "reload", "nginx")]
    [TestCase("""sh -c 'nginx -t && nginx -s reload'""", "sh", "-c", "nginx -t && nginx -s reload")]
    [TestCase("""a "b 'c' \"d\" \e" f\ g """, "a", """b 'c' "d" \e""", "f g")]
    [TestCase("""a '' "" b""", "a", "", "", "b")]
    public void Quotes_and_backslashes_count(string line, params string[] words) =>
        Assert.That(ShellWords.Split(line, Option), Is.EqualTo(words));

    [TestCase("a 'b", "character 3 is never closed")]
    [TestCase("a \"b", "character 3 is never closed")]
    [TestCase("a b\\", "never closed")]
    [TestCase("", "--reload is empty")]
    [TestCase(" \t", "--reload is empty")]
    [TestCase("''", "--reload is empty")]
    [TestCase("nginx -t && nginx -s reload", "sh -c 'nginx -t && nginx -s reload'")]
    [TestCase("a; b", "; means something to a shell")]
    [TestCase("a | b", "| means something to a shell")]
    [TestCase("kill -HUP $(cat nginx.pid)", "$ means something to a shell")]
    [TestCase("kill \"$PID\"", "$ means something to a shell")]
    [TestCase("kill `cat pid`", "` means something to a shell")]
    [TestCase("a\nb", "a new line means something to a shell")]
    public void What_would_take_a_shell_or_is_cut_off_is_refused(string line, string why) =>
        Assert.That(
            () => ShellWords.Split(line, Option),
            Throws.TypeOf<UsageError>().With.Message.Contains(why)
        );

    [Test]
    public void What_is_joined_is_split_again_into_the_same_words()
    {
        var sign = Gen.Elements(" '\"\\$`;|&ab-\n\tü".ToCharArray());
        var word = sign.ArrayOf().Select(signs => new string(signs));
        Prop.ForAll(
                word.ArrayOf().ToArbitrary(),
                words =>
                    ShellWords
                        .Split(ShellWords.Join(["a", .. words]), Option)
                        .Skip(1)
                        .SequenceEqual(words)
            )
            .QuickCheckThrowOnFailure();
    }
}
