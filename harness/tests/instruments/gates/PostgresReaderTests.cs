using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Gates.Postgres;
using static Verify.Tests.Instruments.Gates.PostgresMessages;

namespace Verify.Tests.Instruments.Gates;

/// <summary>What a client has PostgreSQL do is known by its SQL, simple or prepared, however it arrives.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PostgresReaderTests
{
    private const int MostKept = 64 * 1024;

    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");

    [TestCase(1), TestCase(3), TestCase(5), TestCase(64), TestCase(100_000)]
    public void A_session_is_read_however_it_arrives(int piece)
    {
        byte[] afterSsl =
        [
            .. Start("user", "api", "database", "videos"),
            .. Message('p', [1, 2, 3]),
            .. Query("BEGIN"),
            .. Parse("by_id", "SELECT *\n  FROM videos WHERE id = $1"),
            .. Sync,
            .. Bind("", "by_id", Id.ToByteArray(bigEndian: true)),
            .. Describe(""),
            .. Execute(""),
            .. Sync,
            .. Parse("", "-- status\nupdate videos SET status = $1, title = $2"),
            .. Bind("", "", "READY"u8.ToArray(), null),
            .. Execute(""),
            .. Sync,
            .. Close("by_id"),
            .. Sync,
            .. Bind("", "by_id"),
            .. Execute(""),
            .. Sync,
            .. Query("/* end */ COMMIT"),
            .. Message('X', []),
        ];

        var read = Read([.. SslRequest, .. afterSsl], piece);

        Assert.That(read.Reason, Is.Null);
        Assert.That(
            read.Commands.Select(command => command.Kind),
            Is.EqualTo(["STARTUP", "BEGIN", "PREPARE", "SELECT", "UPDATE", "UNKNOWN", "COMMIT"])
        );
        Assert.That(read.Commands[0].Sql, Is.EqualTo("user=api database=videos"));
        var (select, update) = (read.Commands[3], read.Commands[4]);
        Assert.That(select.Says("select * from VIDEOS"), Is.True);
        Assert.That(select.Binds(Id), Is.True);
        Assert.That(select.Binds(Guid.Empty), Is.False);
        Assert.That(update.Binds("READY"), Is.True);
        Assert.That(update.Parameters[1], Is.Null);
        // A statement that was closed is not known any more.
        Assert.That(read.Commands[5].Sql, Is.EqualTo("(statement by_id)"));
        // The request for encryption is answered here, and does not reach the server.
        Assert.That(read.Replies, Is.EqualTo("N"u8.ToArray()));
        Assert.That(read.Passed, Is.EqualTo(afterSsl));
        Assert.That(read.Waiting, Is.Zero);
    }

    [Test]
    public void Nothing_of_a_query_passes_before_its_Execute_is_there()
    {
        byte[] before = [.. Start("user", "api"), .. Query("SELECT 1")];
        byte[] held = [.. Parse("", "SELECT 2"), .. Bind("", ""), .. Describe("")];

        var read = Read([.. before, .. held], 1);

        Assert.That(read.Passed, Is.EqualTo(before));
        Assert.That(read.Waiting, Is.EqualTo(held.Length));
    }

    [TestCase(1000), TestCase(16384), TestCase(1 << 20)]
    public void A_long_parameter_passes_as_it_comes_and_the_SQL_is_known(int piece)
    {
        byte[] sent =
        [
            .. Start("user", "api"),
            .. Parse("", "INSERT INTO videos VALUES ($1)"),
            .. Bind("", "", new byte[1_000_000]),
            .. Execute(""),
            .. Sync,
            .. Query("SELECT 1"),
        ];

        var read = Read(sent, piece);

        Assert.That(
            read.Commands.Select(command => command.Kind),
            Is.EqualTo(["STARTUP", "INSERT", "SELECT"])
        );
        Assert.That(read.Commands[1].IsWhole, Is.False);
        Assert.That(read.MostWaiting, Is.LessThanOrEqualTo(MostKept + piece + 1000));
        Assert.That(read.Passed, Is.EqualTo(sent));
    }

    [Test]
    public void The_data_of_a_COPY_passes_and_is_no_command()
    {
        byte[] sent =
        [
            .. Start("user", "api"),
            .. Query("COPY videos FROM STDIN"),
            .. Message('d', new byte[300_000]),
            .. Message('c', []),
            .. Query("SELECT 1"),
        ];

        var read = Read(sent, 4096);

        Assert.That(
            read.Commands.Select(command => command.Kind),
            Is.EqualTo(["STARTUP", "COPY", "SELECT"])
        );
        Assert.That(read.Passed, Is.EqualTo(sent));
    }

    [Test]
    public void A_client_that_prepares_without_end_does_not_fill_the_memory()
    {
        var sql = "SELECT '" + new string('x', 60_000) + "'";
        byte[] sent =
        [
            .. Start("user", "api"),
            .. Enumerable.Range(0, 50).SelectMany(i => (byte[])[.. Parse($"{i}", sql), .. Sync]),
            .. Bind("", "49"),
            .. Execute(""),
        ];

        var read = Read(sent, 16384);

        Assert.That(read.Commands[^1].Sql, Has.Length.LessThan(10_000));
        Assert.That(read.Commands[^1].Kind, Is.EqualTo("SELECT"));
    }

    [TestCase("160301000102030405", "no start of a session: length 369295616, code 0x01020304")]
    [TestCase("0000000700030000", "no start of a session: length 7, code 0x00030000")]
    [TestCase("0000000800020000", "no start of a session: length 8, code 0x00020000")]
    public void What_is_no_PostgreSQL_passes_unread_and_says_why(string sent, string reason)
    {
        var read = Read([.. Convert.FromHexString(sent), 1, 2, 3], 100);

        Assert.That(read.Reason, Is.EqualTo(reason));
        Assert.That(Convert.ToHexString(read.Passed), Is.EqualTo(sent + "010203"));
    }

    [TestCase('?', 4, "no message of a client's: type 0x3f, length 4")]
    [TestCase('Q', 3, "no message of a client's: type 0x51, length 3")]
    [TestCase('Q', int.MaxValue, "no message of a client's: type 0x51, length 2147483647")]
    public void Neither_is_a_message_that_no_client_sends(char type, int length, string reason) =>
        Assert.That(
            Read([.. Start("user", "api"), (byte)type, .. Int(length), 0, 0], 1).Reason,
            Is.EqualTo(reason)
        );

    [Test]
    public void Nothing_is_lost_kept_without_bound_or_read_in_two_ways_whatever_comes()
    {
        byte[][] messages =
        [
            Query("SELECT 1"),
            Parse("a", "SELECT $1"),
            Bind("", "a", [1, 2]),
            Bind("p", "nobody's"),
            Describe(""),
            Execute("p"),
            Execute(""),
            Close("a"),
            Sync,
            Message('B', [0, 0, 0, 1]),
            Message('P', [65]),
            Message('E', []),
            Message('C', [80]),
            Message('d', [1, 2, 3]),
            Message('Q', []),
            [(byte)'Q', 0, 1],
            [0xff],
        ];
        Prop.ForAll(
                Gen.ListOf(Gen.Elements(messages)).ToArbitrary(),
                Gen.Choose(1, 50).ToArbitrary(),
                (parts, piece) =>
                {
                    byte[] sent = [.. Start("user", "api"), .. parts.SelectMany(part => part)];
                    var (whole, split) = (Read(sent, int.MaxValue), Read(sent, piece));
                    Assert.That(
                        split.Commands.Select(one => $"{one}"),
                        Is.EqualTo(whole.Commands.Select(one => $"{one}"))
                    );
                    Assert.That(split.Reason, Is.EqualTo(whole.Reason));
                    Assert.That(
                        split.Passed.Concat(sent[(sent.Length - split.Waiting)..]),
                        Is.EqualTo(sent)
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static ReadStream<PostgresCommand> Read(byte[] sent, int piece) =>
        ReadStream<PostgresCommand>.Of(new PostgresReader(), sent, () => piece);
}
