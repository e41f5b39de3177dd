using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Gates.Redis;

namespace Verify.Tests.Instruments.Gates;

/// <summary>Commands are read as Redis reads them, however they arrive.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RedisReaderTests
{
    private const int MostKept = 64 * 1024;

    [TestCase(1), TestCase(2), TestCase(3), TestCase(7), TestCase(4096)]
    public void A_pipeline_is_read_command_by_command_however_it_arrives(int piece)
    {
        const string sent =
            "*2\r\n$3\r\nGET\r\n$5\r\nvideo\r\n"
            + "*5\r\n$3\r\nset\r\n$1\r\nk\r\n$4\r\na\r\nb\r\n$2\r\nEX\r\n$3\r\n300\r\n"
            + "PING\r\n"
            + "\r\n"
            + "*0\r\n"
            + "del  k \"video\"\n"
            + "*2\r\n$3\r\nGET\r\n$0\r\n\r\n"
            + "*1\r\n$4\r\nQU";

        var read = Read(sent, piece);

        Assert.That(
            read.Commands.Select(command => $"{command}"),
            Is.EqualTo(["GET video", "SET k a\r\nb EX 300", "PING", "DEL k video", "GET "])
        );
        Assert.That(read.Commands, Has.All.Property("IsWhole").True);
        Assert.That(read.Waiting, Is.EqualTo("*1\r\n$4\r\nQU".Length));
        Assert.That(read.Reason, Is.Null);
    }

    [TestCase(1000), TestCase(16384), TestCase(1 << 20)]
    public void A_long_value_passes_as_it_comes_and_its_key_is_known(int piece)
    {
        var value = new string('x', 1_000_000);
        var sent = $"*3\r\n$3\r\nSET\r\n$5\r\nvideo\r\n${value.Length}\r\n{value}\r\nPING\r\n";

        var read = Read(sent, piece);

        Assert.That(read.Commands, Has.Count.EqualTo(2));
        Assert.That(read.Commands[0].IsSet("video"), Is.True);
        Assert.That(read.Commands[0].IsWhole, Is.False);
        Assert.That(read.Commands[1].Is("ping"), Is.True);
        Assert.That(read.MostWaiting, Is.LessThanOrEqualTo(MostKept + piece));
        Assert.That(read.Passed, Is.EqualTo(Encoding.UTF8.GetBytes(sent)));
    }

    [TestCase("*2\r\n$3\r\nGET\r\n:5\r\n", "no length of a word: :5")]
    [TestCase("*2\r\n$x\r\n", "no length of a word: $x")]
    [TestCase("*2\r\n$-1\r\n", "no length of a word: $-1")]
    [TestCase("*2\r\n$536870913\r\n", "no length of a word: $536870913")]
    [TestCase("*99999999999\r\n", "no number of words: *99999999999")]
    [TestCase("*2\n$3\n", "no number of words: *2")]
    public void What_Redis_would_refuse_passes_unread_and_says_why(string sent, string reason)
    {
        var read = Read($"PING\r\n{sent}PING\r\n", 5);

        Assert.That(read.Reason, Is.EqualTo(reason));
        Assert.That(read.Commands, Has.Count.EqualTo(1));
        Assert.That(read.Passed, Is.EqualTo(Encoding.UTF8.GetBytes($"PING\r\n{sent}PING\r\n")));
    }

    [Test]
    public void A_line_without_an_end_is_given_up()
    {
        var read = Read(new string('x', 100_000), 4096);

        Assert.That(read.Reason, Is.EqualTo("a line of more than 65536 bytes"));
        Assert.That(read.Passed, Has.Length.EqualTo(100_000));
    }

    [Test]
    public void A_command_of_very_many_words_is_known_by_the_first()
    {
        var keys = string.Concat(Enumerable.Repeat("$3\r\nkey\r\n", 100_000));
        var read = Read($"*100001\r\n$3\r\nDEL\r\n{keys}PING\r\n", 16384);

        Assert.That(read.Commands.Select(command => command.Kind), Is.EqualTo(["DEL", "PING"]));
        Assert.That(read.Commands[0].IsDelete("key"), Is.True);
        Assert.That(read.Commands[0].Arguments, Has.Count.LessThanOrEqualTo(4096));
    }

    [TestCase("SET a 1", true, false, false)]
    [TestCase("SETEX a 5 1", true, false, false)]
    [TestCase("GET a", false, true, false)]
    [TestCase("MGET b a", false, true, false)]
    [TestCase("UNLINK b a", false, false, true)]
    [TestCase("SET b a", false, false, false)]
    [TestCase("EVAL x 1 a", false, false, false)]
    public void A_command_says_what_it_does_to_a_key(
        string typed,
        bool sets,
        bool gets,
        bool deletes
    )
    {
        var command = Read(typed + "\r\n", 100).Commands.Single();

        Assert.That(
            (command.IsSet("a"), command.IsGet("a"), command.IsDelete("a")),
            Is.EqualTo((sets, gets, deletes))
        );
        Assert.That(command.Names("a"), Is.True);
    }

    // Bytes that look like the protocol, and some that do not.
    [Test]
    public void Nothing_is_lost_kept_without_bound_or_read_in_two_ways_whatever_comes() =>
        Prop.ForAll(
                Gen.ListOf(
                        Gen.Elements(
                            "*2\r\n",
                            "*1\r\n",
                            "$3\r\n",
                            "$0\r\n\r\n",
                            "GET\r\n",
                            "key\r\n",
                            "\r\n",
                            "\n",
                            "*",
                            "$",
                            "-1",
                            "9999999",
                            "\0ÿ",
                            "PING\r\n",
                            "*-1\r\n",
                            "$300000\r\n"
                        )
                    )
                    .ToArbitrary(),
                Gen.Choose(1, 50).ToArbitrary(),
                (parts, piece) =>
                {
                    var sent = string.Concat(parts);
                    var (whole, split) = (Read(sent, int.MaxValue), Read(sent, piece));
                    Assert.That(
                        split.Commands.Select(one => $"{one}"),
                        Is.EqualTo(whole.Commands.Select(one => $"{one}"))
                    );
                    Assert.That(split.Reason, Is.EqualTo(whole.Reason));
                    Assert.That(
                        split.Passed.Length + split.Waiting,
                        Is.EqualTo(Encoding.UTF8.GetByteCount(sent))
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static ReadStream<RedisCommand> Read(string sent, int piece) =>
        ReadStream<RedisCommand>.Of(new RedisReader(), Encoding.UTF8.GetBytes(sent), () => piece);
}
