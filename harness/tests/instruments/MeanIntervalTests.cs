using Verify.Instruments.Statistics;

namespace Verify.Tests.Instruments;

/// <summary>Student's t and the interval of a mean, against published figures.</summary>
[Parallelizable]
public sealed class MeanIntervalTests
{
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values; two-sided here.
    [TestCase(0.95, 1, 12.706)]
    [TestCase(0.95, 2, 4.303)]
    [TestCase(0.95, 3, 3.182)]
    [TestCase(0.95, 4, 2.776)]
    [TestCase(0.95, 9, 2.262)]
    [TestCase(0.95, 30, 2.042)]
    [TestCase(0.95, 100, 1.984)]
    [TestCase(0.80, 1, 3.078)]
    [TestCase(0.90, 7, 1.895)]
    [TestCase(0.99, 3, 5.841)]
    [TestCase(0.99, 10, 3.169)]
    [TestCase(0.998, 5, 5.893)]
    public void Values_of_t_are_those_of_the_table(double chance, int degrees, double t) =>
        Assert.That(StudentT.Quantile(chance, degrees), Is.EqualTo(t).Within(0.0005));

    // One degree is Cauchy's distribution and two have a closed form too.
    [Test]
    public void One_and_two_degrees_are_what_their_formulas_say([Values(0.1, 1, 3, 20)] double t)
    {
        Assert.That(StudentT.Within(t, 1), Is.EqualTo(2 / Math.PI * Math.Atan(t)).Within(1e-12));
        Assert.That(StudentT.Within(t, 2), Is.EqualTo(t / Math.Sqrt((t * t) + 2)).Within(1e-12));
    }

    [Test]
    public void Many_degrees_come_to_the_normal_distribution() =>
        Assert.That(StudentT.Quantile(0.95, 10_000), Is.EqualTo(1.95996).Within(0.001));

    // Student's own data (1908): hours of sleep gained by ten patients, one drug less the other; R's t.test says so too.
    [Test]
    public void Students_sleep_data_give_students_interval()
    {
        var interval = MeanInterval.Of([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]);
        Assert.That(interval.Mean, Is.EqualTo(1.58).Within(1e-9));
        Assert.That(interval.Low, Is.EqualTo(0.7001142).Within(1e-6));
        Assert.That(interval.High, Is.EqualTo(2.4598858).Within(1e-6));
        Assert.That(interval.Count, Is.EqualTo(10));
    }

    [Test]
    public void Nineteen_of_twenty_intervals_hold_the_true_mean()
    {
        var random = new Random(5);
        const int tries = 4000;
        var held = 0;
        for (var i = 0; i < tries; i++)
        {
            // Twelve even draws make a bell (Irwin and Hall) about 6.
            var interval = MeanInterval.Of([
                .. Enumerable
                    .Range(0, 4)
                    .Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble())),
            ]);
            held += interval.Low <= 6 && interval.High >= 6 ? 1 : 0;
        }
        // Four standard errors of a share of 0.95 in 4000 tries are 0.014.
        Assert.That(held / (double)tries, Is.EqualTo(0.95).Within(0.014));
    }

    [Test]
    public void One_value_gives_no_interval() =>
        Assert.That(() => MeanInterval.Of([1.0]), Throws.ArgumentException);
}
