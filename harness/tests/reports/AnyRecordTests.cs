using FsCheck;
using FsCheck.Fluent;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports;

/// <summary>Whatever a record holds, in whatever order, every report of it can be made.</summary>
[TestFixture]
[Parallelizable]
internal sealed class AnyRecordTests
{
    private const int Tries = 100;

    [Test]
    public void No_report_throws_whatever_the_events_and_their_order() =>
        Prop.ForAll(
                Events().ListOf().ToArbitrary(),
                events =>
                {
                    CutOffTests.RenderAll(RunTree.Of(events));
                    using var output = new StringWriter();
                    using var plain = new PlainConsole(output, "out");
                    using var live = new LiveConsole(
                        output,
                        "out",
                        () => 30,
                        true,
                        TimeProvider.System
                    );
                    foreach (var happened in events)
                    {
                        plain.Hear(happened);
                        live.Hear(happened);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Tries));

    [Test]
    public void Nothing_without_an_end_and_a_beginning_is_ever_complete() =>
        Prop.ForAll(
                Events().ListOf().ToArbitrary(),
                events =>
                    (events.Any(e => e is RunStarted) && events.Any(e => e is RunFinished))
                    || !RunStatus.Of(RunTree.Of(events)).IsComplete
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Tries));

    private static Gen<RunEvent> Events()
    {
        // Few names, so that events meet each other; and one that breaks things.
        var name = Gen.Elements("1", "2", "", NastyText.All);
        var verdict = Gen.Elements(Enum.GetValues<Verdict>());
        var number = Gen.Elements(0, -1, 0.5, double.NaN, double.PositiveInfinity, double.MaxValue);
        var at = Gen.Elements(
            DateTimeOffset.MinValue,
            DateTimeOffset.MaxValue,
            DateTimeOffset.UnixEpoch
        );
        return from p in name
            from s in name
            from text in name
            from v in verdict
            from n in number
            from time in at
            from happened in Gen.Elements<RunEvent>(
                new RunStarted(
                    text,
                    s,
                    text,
                    new Dictionary<string, string> { [s] = text },
                    [new(p, text, text, n > 0, [new(s, text, text, text)])],
                    [new(s, text, text)]
                )
                {
                    Figures = new([text, s, s], [new(text, s), new(s, text, s)]),
                    Limits = [text],
                },
                new EnvironmentNoted(text, s),
                new PhaseStarted(p, text),
                new StepStarted(p, s, text, text),
                new StepProgressed(p, s, text, n),
                new ClaimEvaluated(p, s, text, text, text, v, text, s),
                new MeasurementTaken(
                    p,
                    s,
                    new(text, n, text, 1, n, n, n, new Dictionary<string, double> { [text] = n })
                    {
                        Id = s,
                        Subject = n > 0 ? text : null,
                    }
                ),
                new FindingMade(p, s, text, text, text),
                new FindingMade(p, s, text) { Kind = (FindingKind)v, Effect = (Effect)v },
                new EvidenceKept(p, s, text, text, text, 1, text),
                new ChangeIntended(p, s, text, text, text),
                new ChangeDone(p, s, text),
                new ChangeUndone(p, s, text, n > 0 ? text : null),
                new StepFinished(p, s, v, text, text, n),
                new PhaseFinished(p, v, text, n),
                new RunFinished(v, (int)v, n > 0, text, n)
            )
            select happened with
            {
                At = time,
            };
    }
}
