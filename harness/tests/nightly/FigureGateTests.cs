using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly.Gate;

namespace Verify.Tests.Nightly;

[Parallelizable]
public sealed class FigureGateTests
{
    private const int Seed = 20260301;

    private static readonly double[] Steady = [0.95, 0.97, 0.99, 0.96, 0.98, 0.97, 0.97, 0.98];

    [Test]
    public void A_planted_regression_is_said_with_its_noise()
    {
        var judged = Judge(1.31, Steady);
        Assert.That(judged.Move, Is.EqualTo(FigureMove.Worse));
        Assert.That(
            judged.Text,
            Does.Match(@"^worse: 0\.97 -> 1\.31 s, noise 0\.\d+ s over 8 nights$")
        );
    }

    [Test]
    public void What_is_better_is_said_too_and_the_other_way_round_where_more_is_better()
    {
        Assert.That(Judge(0.5, Steady).Move, Is.EqualTo(FigureMove.Better));
        var more = Headline(Better.Higher);
        Assert.That(
            FigureGate.Judge(more, new(0.5, null, null), Past(Steady)).Move,
            Is.EqualTo(FigureMove.Worse)
        );
        Assert.That(
            FigureGate.Judge(more, new(1.5, null, null), Past(Steady)).Move,
            Is.EqualTo(FigureMove.Better)
        );
    }

    [Test]
    public void With_too_few_nights_nothing_is_judged_and_it_says_how_many_are_needed()
    {
        var judged = Judge(100, Steady[..(FigureGate.Fewest - 1)]);
        Assert.That(judged.Move, Is.EqualTo(FigureMove.NotJudged));
        Assert.That(judged.Text, Does.Contain("over 6 nights, 7 are needed"));
        Assert.That(Judge(1, []).Text, Is.EqualTo("no night to compare with"));
    }

    // Of the nights of a trend too, noise alone makes some worse: no more than a few of a thousand.
    [Test]
    public void A_trend_too_small_to_see_is_not_said()
    {
        const int trends = 300;
        const int length = 60;
        var noise = new Random(Seed);
        var said = 0;
        for (var trend = 0; trend < trends; trend++)
        {
            List<double> nights = [];
            for (var night = 0; night < length; night++)
            {
                // A twentieth of the noise's standard deviation a night: three of them in all.
                var tonight = 10 + (0.05 * night) + Normal(noise);
                if (nights.Count >= FigureGate.Most)
                    said += Judge(tonight, nights).Move == FigureMove.Worse ? 1 : 0;
                nights.Add(tonight);
            }
        }
        Assert.That(said, Is.LessThan(0.005 * trends * (length - FigureGate.Most)));
    }

    [Test]
    public void A_step_that_stays_is_said_for_some_nights_and_is_the_new_usual_in_the_end()
    {
        List<PastFigure> nights = [.. Past(Steady)];
        var said = new List<bool>();
        for (var night = 0; night < FigureGate.Most; night++)
        {
            var tonight = FigureGate.Judge(Headline(Better.Lower), new(2, null, null), nights);
            said.Add(tonight.Move == FigureMove.Worse);
            nights.Add(new(2, said[^1]));
        }
        Assert.That(said.Take(3), Is.All.True);
        Assert.That(said[^1], Is.False);
    }

    [Test]
    public void Where_no_night_differs_the_least_that_means_anything_is_the_noise()
    {
        double[] same = [.. Enumerable.Repeat(5.0, 10)];
        Assert.That(Judge(5.001, same, least: 0.01).Move, Is.EqualTo(FigureMove.Within));
        Assert.That(Judge(5.02, same, least: 0.01).Move, Is.EqualTo(FigureMove.Worse));
        Assert.That(
            Judge(1, [.. Enumerable.Repeat(0.0, 10)], least: 0).Move,
            Is.EqualTo(FigureMove.Worse)
        );
    }

    [Test]
    public void A_figure_that_is_uncertain_itself_is_no_regression()
    {
        HeadlineValue uncertain = new(1.31, 0.9, 1.72);
        Assert.That(
            FigureGate.Judge(Headline(Better.Lower), uncertain, Past(Steady)).Move,
            Is.EqualTo(FigureMove.Within)
        );
        // A maximum has nothing below it: only what may not have been sampled above.
        HeadlineValue maximum = new(1.31, 1.31, 1.4);
        Assert.That(
            FigureGate.Judge(Headline(Better.Lower), maximum, Past(Steady)).Move,
            Is.EqualTo(FigureMove.Worse)
        );
    }

    // The promise: of 1000 figures with normal noise, 1. Of 40,000 that is 40, give or take four times its root.
    [TestCaseSource(nameof(Nights))]
    public void Normal_noise_is_taken_for_a_regression_once_in_a_thousand_times(int nights) =>
        Assert.That(FalseAlarms(nights, 40_000, Normal), Is.InRange(15, 65));

    // Whatever the noise: tonight is the worst of n + 1 once in n + 1 times. Cauchy's has not even a mean.
    [TestCaseSource(nameof(Nights))]
    public void No_noise_is_taken_for_a_regression_more_than_once_in_all_the_nights(int nights)
    {
        const int rounds = 5_000;
        var most = rounds / (nights + 1.0);
        Assert.That(
            FalseAlarms(nights, rounds, random => Math.Tan(Math.PI * (random.NextDouble() - 0.5))),
            Is.LessThan(most + (4 * Math.Sqrt(most)))
        );
    }

    [TestCaseSource(nameof(Nights))]
    public void What_is_far_beyond_the_noise_is_nearly_always_seen(int nights)
    {
        var random = new Random(Seed);
        const int rounds = 1_000;
        var seen = Enumerable
            .Range(0, rounds)
            .Count(_ =>
                Judge(40 + Normal(random), Noise(random, nights, Normal)).Move == FigureMove.Worse
            );
        Assert.That(seen, Is.GreaterThan(0.97 * rounds));
    }

    private static IEnumerable<int> Nights =>
        Enumerable.Range(FigureGate.Fewest, FigureGate.Most - FigureGate.Fewest + 1);

    private static int FalseAlarms(int nights, int rounds, Func<Random, double> noise)
    {
        var random = new Random(Seed);
        return Enumerable
            .Range(0, rounds)
            .Count(_ =>
                Judge(noise(random), Noise(random, nights, noise)).Move == FigureMove.Worse
            );
    }

    private static double[] Noise(Random random, int nights, Func<Random, double> noise) =>
        [.. Enumerable.Range(0, nights).Select(_ => noise(random))];

    // Box and Muller's.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    private static FigureChange Judge(
        double tonight,
        IReadOnlyList<double> nights,
        double least = 0
    ) =>
        FigureGate.Judge(
            Headline(Better.Lower, least),
            new(tonight, null, null),
            [.. Past(nights)]
        );

    private static IReadOnlyList<PastFigure> Past(IEnumerable<double> nights) =>
        [.. nights.Select(value => new PastFigure(value, WasSaid: false))];

    private static Headline Headline(Better better, double least = 0) =>
        new(
            "staleness",
            "staleness",
            "staleness",
            null,
            "s",
            better,
            least,
            Verify.Engine.Scenarios.Headline.Value
        );
}
