using System.Collections;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Verify.Engine.Secrets;
using Verify.Reports.Record;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine;

public sealed class RecordTests
{
    private TempFolder folder = null!;

    [SetUp]
    public void Make_a_folder() => folder = new();

    [TearDown]
    public void Remove_the_folder() => folder.Dispose();

    private RecordWriter Writer(params IRunListener[] listeners) =>
        new(RunFolder.RecordOf(folder.Path), listeners, new SecretMask([]), TimeProvider.System);

    [TestCaseSource(typeof(AnyEvent), nameof(AnyEvent.Types))]
    public void Any_event_is_one_line_and_comes_back_as_it_was(Type type) =>
        Prop.ForAll(
                AnyEvent.OfType(type).ToArbitrary(),
                happened =>
                {
                    var line = RecordJson.Line(happened);
                    var back = RecordJson.Parse(line)!;
                    return !line.AsSpan().ContainsAny('\n', '\r')
                        && back.GetType() == type
                        && Same(happened, back);
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Test]
    public void Every_event_type_there_is_can_be_recorded() =>
        Assert.That(
            AnyEvent.Types,
            Is.EquivalentTo(
                typeof(RunEvent)
                    .Assembly.GetTypes()
                    .Where(type => type.IsSubclassOf(typeof(RunEvent)))
            )
        );

    [Test]
    public void What_writers_write_at_once_stays_whole_and_all_of_it_is_there()
    {
        const int writers = 8;
        const int each = 200;
        var heard = new Counting();
        using (var record = Writer(heard))
            Parallel.For(
                0,
                writers,
                new ParallelOptions { MaxDegreeOfParallelism = writers },
                writer =>
                {
                    for (var i = 0; i < each; i++)
                        record.Write(
                            new EnvironmentNoted($"{writer}", $"{i} {new string('x', 300)}")
                        );
                }
            );
        var read = RunRecord.Read(RunFolder.RecordOf(folder.Path));
        Assert.That(read.Problems, Is.Empty);
        var noted = read.Events.Cast<EnvironmentNoted>().ToArray();
        foreach (var of in noted.GroupBy(e => e.Name))
            Assert.That(
                of.Select(e => int.Parse(e.Value.Split(' ')[0])),
                Is.EqualTo(Enumerable.Range(0, each)),
                "each writer's own order is kept"
            );
        Assert.That(noted, Has.Length.EqualTo(writers * each));
        Assert.That(heard.Events, Is.EqualTo(noted), "listeners heard the same in the same order");
    }

    [Test]
    public void Events_are_stamped_when_they_are_written_and_not_by_their_author()
    {
        using (var record = Writer())
            record.Write(new EnvironmentNoted("a", "b") { At = DateTimeOffset.UnixEpoch });
        Assert.That(
            RunRecord.Read(RunFolder.RecordOf(folder.Path)).Events.Single().At,
            Is.GreaterThan(DateTimeOffset.UnixEpoch)
        );
    }

    [Test]
    public void A_line_is_in_the_file_before_anyone_hears_of_it()
    {
        var path = RunFolder.RecordOf(folder.Path);
        var seen = new List<int>();
        using (var record = Writer(new Doing(_ => seen.Add(Lines(path)))))
        {
            record.Write(new EnvironmentNoted("a", "b"));
            record.Write(new EnvironmentNoted("c", "d"));
        }
        Assert.That(seen, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Progress_is_heard_and_not_kept()
    {
        var heard = new Counting();
        using (var record = Writer(heard))
            record.Write(new StepProgressed("1", "1.1", "half way", 0.5));
        Assert.That(heard.Events, Has.Exactly(1).TypeOf<StepProgressed>());
        Assert.That(new FileInfo(RunFolder.RecordOf(folder.Path)).Length, Is.Zero);
    }

    [Test]
    public void A_listener_that_throws_is_reported_once_and_changes_nothing()
    {
        var errors = new StringWriter();
        var real = Console.Error;
        Console.SetError(errors);
        SelfRun run;
        try
        {
            run = SelfRun.Of<SelectionTests.Chain>(
                alsoHeardBy: [new Doing(_ => throw new InvalidOperationException("no ink"))]
            );
        }
        finally
        {
            Console.SetError(real);
        }
        Assert.That(run.Finished.ExitCode, Is.Zero);
        Assert.That(run.All<StepFinished>().Count(), Is.EqualTo(4), "the others still hear");
        Assert.That(
            errors.ToString().TrimEnd(),
            Is.EqualTo("verify: the report Doing failed and was left out: no ink")
        );
    }

    [Test]
    public void A_record_is_never_written_over()
    {
        Writer().Dispose();
        Assert.That(() => Writer(), Throws.InstanceOf<IOException>());
    }

    private static int Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Count(c => c == '\n');
    }

    // Records compare their lists by reference; here it is the contents that count.
    private static bool Same(object? a, object? b) =>
        (a, b) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            (string or double or long or int or bool or Enum or DateTimeOffset, _) => a.Equals(b),
            (IDictionary x, IDictionary y) => x.Count == y.Count
                && x.Keys.Cast<object>().All(key => y.Contains(key) && Same(x[key], y[key])),
            (IEnumerable x, IEnumerable y) => Same(x.Cast<object?>(), y.Cast<object?>()),
            _ => a.GetType() == b.GetType()
                && a.GetType()
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .All(property => Same(property.GetValue(a), property.GetValue(b))),
        };

    private static bool Same(IEnumerable<object?> a, IEnumerable<object?> b) =>
        a.Count() == b.Count() && a.Zip(b).All(pair => Same(pair.First, pair.Second));

    private sealed class Counting : IRunListener
    {
        public List<RunEvent> Events { get; } = [];

        public void Hear(RunEvent happened) => Events.Add(happened);
    }

    private sealed class Doing(Action<RunEvent> act) : IRunListener
    {
        public void Hear(RunEvent happened) => act(happened);
    }
}
