using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Registers;

namespace Verify.Tests.Instruments.Histories;

/// <summary>Histories are read as they were written; what is none is refused with its line.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RegisterLinesTests
{
    [Test]
    public void A_history_is_read_as_it_was_written()
    {
        var history = new SimulatedClients(500, 5, 1)
        {
            Sets = 0.3,
            Unanswered = 0.1,
            Keys = 2,
        }.Run();

        var read = RegisterLines.Read(new StringReader(RegisterLines.Write(history.Operations)));

        Assert.That(read.Operations, Is.EqualTo(history.Operations));
    }

    [TestCase("[]", "no operation")]
    [TestCase("null", "null is no operation")]
    [TestCase(
        """{"id":1,"client":"c","key":"x","call":1,"act":"red"}""",
        "allowed: read, write, set"
    )]
    [TestCase("""{"id":1,"client":"c","key":"x","act":"read"}""", "no call")]
    [TestCase("""{"id":1,"client":"c","key":"x","call":-1,"act":"read"}""", "its call is -1")]
    [TestCase("""{"id":1,"client":"c","key":"x","call":1e300,"act":"read"}""", "no operation")]
    [TestCase("""{"id":1,"client":"c","key":"x","call":1,"act":"read","vlaue":"a"}""", "vlaue")]
    [TestCase(
        """{"id":1,"client":"c","key":"x","call":1,"act":"read","expected":"a"}""",
        "neither expected"
    )]
    [TestCase("""{"id":1,"client":"c","key":"x","call":1""", "no operation")]
    public void A_line_that_is_no_operation_is_named(string line, string why) =>
        Assert.That(
            () => RegisterLines.Read(new StringReader($"\n{line}\n")),
            Throws
                .TypeOf<MalformedHistory>()
                .With.Message.Contains("Line 2")
                .And.Message.Contains(why)
        );

    [Test]
    public void Damaged_lines_are_read_or_refused_and_never_anything_else()
    {
        var random = new Random(3);
        var text = RegisterLines.Write(
            new SimulatedClients(20, 3, 1) { Sets = 0.3 }
                .Run()
                .Operations
        );
        var (refused, taken) = (0, 0);
        for (var i = 0; i < 5000; i++)
        {
            var damaged = text.ToCharArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                damaged[random.Next(damaged.Length)] = (char)
                    random.Next(random.Next(2) == 0 ? 128 : 0x10000);
            try
            {
                RegisterLines.Read(new StringReader(new(damaged)));
                taken++;
            }
            catch (MalformedHistory wrong)
            {
                Assert.That(wrong.Message, Is.Not.Empty.And.Not.Contain("Exception"));
                refused++;
            }
        }
        Assert.That(refused, Is.GreaterThan(500), "refused");
        Assert.That(taken, Is.Positive, "read all the same");
    }
}
