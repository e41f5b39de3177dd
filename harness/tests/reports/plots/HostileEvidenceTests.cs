using Verify.Reports.Plots;

namespace Verify.Tests.Reports.Plots;

/// <summary>Whatever lies where evidence should: a plot that says so or none, and never an exception.</summary>
[TestFixture]
[Parallelizable]
internal sealed class HostileEvidenceTests
{
    private const string Header = "seconds,wall,staleness_s,error\n";

    // A second or two where nothing else runs; what compares each with each would take hours.
    // What grows with the square of the samples makes each of ten times as many ten times as dear; that they no longer fit
    // into the processor's cache has made each twice as dear.
    private const int AsDear = 4;

    [TestCase("", "is empty")]
    [TestCase("\n\n", "has no column wall")]
    [TestCase("a,b\n1,2\n", "has no column wall")]
    [TestCase("\0\u0001\uffff<b>,,\n", "has no column wall")]
    [TestCase(Header, "no samples")]
    [TestCase(Header + "0,2026-11-21T06:07:00Z,NaN,\n", "1 lines say nothing")]
    [TestCase(Header + "0,2026-11-21T06:07:00Z,Infinity,\n", "1 lines say nothing")]
    [TestCase(Header + "0,2026-11-21T06:07:00Z,1e300,\n", "1 lines say nothing")]
    [TestCase(Header + "0,yesterday,1,\n", "1 lines say nothing")]
    [TestCase(Header + "0,2026-11-2", "lines are cut short")]
    [TestCase(Header + "0,2026-11-21T06:07:00Z,0.5,\n", "n = 1")]
    [TestCase(Header + "0,2026-11-21T06:07:00Z,-3,\n", "n = 1")]
    [TestCase(Header + "0,0001-01-01T00:00:00Z,1,\n0,9999-12-31T00:00:00Z,2,\n", "n = 2")]
    [TestCase(Header + "0,2026-11-21T06:07:00Z,,fault\n", "1 error")]
    public void A_file_that_says_little_gives_a_plot_that_says_so(string text, string said)
    {
        using var folder = new PlotFolder().Keep("staleness-baseline.csv", text);

        var drawn = new DrawnSvg(folder.Plot("staleness over time").Svg);

        Assert.That(string.Join('\n', drawn.Texts), Does.Contain(said));
        Assert.That(drawn.References, Is.Empty);
    }

    [TestCase("../outside.csv")]
    [TestCase("/etc/passwd")]
    [TestCase("evidence")]
    [TestCase("evidence/absent.csv")]
    [TestCase("evidence/\0.csv")]
    [TestCase("evidence/link.csv")]
    public void What_is_not_in_the_runs_folder_is_not_read(string file)
    {
        using var folder = new PlotFolder().Name("staleness-baseline.csv", file);
        var outside = Path.GetFullPath(Path.Combine(folder.Path, "../outside.csv"));
        File.WriteAllText(outside, Header + "0,2026-11-21T06:07:00Z,0.5,\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "evidence"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "evidence/link.csv"), outside);

        var drawn = new DrawnSvg(folder.Plot("staleness over time").Svg);
        File.Delete(outside);

        Assert.That(drawn.Texts, Has.Some.EqualTo("no samples"));
        Assert.That(string.Join(' ', drawn.Texts), Does.Contain("is not in the run's folder"));
    }

    [Test]
    public void Every_file_may_hold_anything()
    {
        string[] names =
        [
            "staleness-candidate.csv",
            "staleness-probes-under-load-x.csv",
            "publications.csv",
            "bounds-staleness.csv",
            "bounds-swarm.csv",
            "invalidation-times.csv",
            "blocks.csv",
            "swarm-progress.csv",
            "swarm-latency.csv",
        ];
        // Every column of every file, so that each gets as far as its figures.
        const string Columns =
            "wall,block,playlist_p99_ms,staleness_s,error,measured,of,high,is,kind,server,last_old_s,window_low_s,window_high_s,"
            + "seconds,viewers,bytes,stalls,errors,request,counted,from_ms,to_ms,count\n";
        foreach (
            var value in new[]
            {
                "",
                "0",
                "-1",
                "NaN",
                "-Infinity",
                "1e11",
                "-1e-300",
                "<b>&\u202e",
                NastyText.All.ReplaceLineEndings(" "),
            }
        )
        {
            using var folder = new PlotFolder();
            var line =
                string.Join(',', Columns.Split(',').Select(_ => value.Replace(',', ';'))) + "\n";
            foreach (var name in names)
                folder.Keep(name, Columns + line + line);

            foreach (var plot in folder.Plots)
                Assert.That(new DrawnSvg(plot.Svg).References, Is.Empty, $"{plot.Name} of {value}");
        }
    }

    [Test]
    public void Names_with_markup_are_text()
    {
        const string Name = "<script>alert(1)</script>&\"'";
        using var folder = new PlotFolder().Staleness(Name, "1", "2");

        var drawn = new DrawnSvg(folder.Plot("staleness over time").Svg);

        Assert.That(drawn.References, Is.Empty);
        Assert.That(string.Concat(drawn.Texts), Does.Contain(Name));
    }

    [Test]
    public void A_million_samples_of_each_server_make_a_small_plot_and_each_costs_what_it_does_in_few()
    {
        Drawn(100_000);
        var few = ThreadTime.Of(() => Drawn(100_000));
        var many = ThreadTime.Of(() =>
        {
            var plot = Drawn(1_000_000);
            Assert.That(plot.Svg, Has.Length.LessThan(150_000));
            Assert.That(plot.Text, Does.Contain("baseline 12.5 s"));
        });

        Assert.That(many, Is.LessThan(10 * AsDear * few));

        static Plot Drawn(int samples)
        {
            using var folder = new PlotFolder();
            folder.Staleness(
                "baseline",
                [
                    .. Enumerable
                        .Range(0, samples)
                        .Select(i => i == samples / 2 ? "12.5" : $"0.{i % 977:000}"),
                ]
            );
            return folder.Plot("staleness over time");
        }
    }
}
