using System.Globalization;
using System.Text;
using Verify.Reports.Plots;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports.Plots;

/// <summary>A run's folder with evidence that plots are made from, as a test wants it.</summary>
internal sealed class PlotFolder : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 6, 7, 0, TimeSpan.Zero);

    private readonly List<(string Name, string File)> kept = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("verify-plots-").FullName;

    public SampleRun Run =>
        kept.Aggregate(
                new SampleRun()
                    .Start([SampleRun.Phase("5", "Runtime", SampleRun.Step("5.5", "freshness"))])
                    .StartPhase("5", "Runtime")
                    .StartStep("5.5", "freshness")
                    .Measure(new("candidate staleness", 0.97, "s", 900, 0.97, 1.04, 0.95)),
                (run, one) => run.Keep(one.Name, one.File, "text/csv")
            )
            .EndStep()
            .EndPhase()
            .End();

    public RunTree Tree => RunTree.Of(Run.Events);

    public IReadOnlyList<Plot> Plots => RunPlots.Of(Tree, Path);

    public Plot Plot(string name) => Plots.Single(plot => plot.Name == name);

    /// <summary>Names a file in the record that may not be there.</summary>
    public PlotFolder Name(string name, string file)
    {
        kept.Add((name, file));
        return this;
    }

    public PlotFolder Keep(string name, string text)
    {
        var file = $"evidence/{kept.Count}.csv";
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "evidence"));
        // Half a pair of surrogates is written as what a decoder makes of it.
        File.WriteAllText(System.IO.Path.Combine(Path, file), text, new UTF8Encoding(false));
        return Name(name, file);
    }

    /// <summary>Samples evenly over 20 s, as a meter keeps them.</summary>
    public PlotFolder Staleness(string server, params string[] values) =>
        Keep(
            $"staleness-{server}.csv",
            "seconds,wall,file,staleness_s,round_trip_s,media_sequence,connection,worker,error\n"
                + string.Concat(
                    values.Select(
                        (value, i) =>
                            $"0,{Wall(20.0 * i / values.Length)},0,{value},0.001,1,fresh,1,{(value.Length == 0 ? "status 503" : "")}\n"
                    )
                )
        );

    /// <summary>All that a whole run of the scenario keeps.</summary>
    public static PlotFolder Whole() =>
        new PlotFolder()
            .Staleness(
                "baseline",
                [.. Enumerable.Range(0, 900).Select(i => $"{i % 430 * 0.022:0.000}")]
            )
            .Staleness(
                "candidate",
                [.. Enumerable.Range(0, 900).Select(i => i == 77 ? "" : $"{i % 44 * 0.022:0.000}")]
            )
            .Staleness("control", [.. Enumerable.Repeat("0.000000", 900)])
            .Keep(
                "publications.csv",
                "wall,known_to_s,media_sequence\n"
                    + string.Concat(
                        Enumerable.Range(0, 10).Select(i => $"{Wall(2 * i + 1)},0.0001,{i}\n")
                    )
            )
            .Keep(
                "bounds-staleness.csv",
                "measured,of,low,high,unit,is\nstaleness,baseline,9,10,s,predicted at most\nstaleness,candidate,0,1,s,predicted at most\nstaleness,control,0,0,s,predicted at most\n"
            )
            .Keep(
                "invalidation-times.csv",
                "kind,server,changed_at,last_old_s,next_new_s,window_low_s,window_high_s\n"
                    + string.Concat(
                        from kind in new[]
                        {
                            "manifest replaced",
                            "segment requested before publication",
                        }
                        from i in Enumerable.Range(0, 8)
                        select $"{kind},baseline,{Wall(i)},{9 + (i * 0.1)},{9.1 + (i * 0.1)},9,10\n{kind},candidate,{Wall(i)},{i * 0.1},{i * 0.11},0,1\n"
                    )
            )
            .Keep(
                "blocks.csv",
                "block,server,playlist_p99_ms,segment_p99_ms,cpu_per_request_us\n1,baseline,18,41,211\n2,candidate,2.2,44,199\n"
            )
            .Keep(
                "swarm-progress.csv",
                "seconds,viewers,requests,bytes,stalls,errors,playlist_p99_ms,segment_p99_ms\n"
                    + string.Concat(
                        Enumerable
                            .Range(1, 80)
                            .Select(i =>
                                $"{i * 0.25},{Math.Min(50, i)},{i * 20},{i * 2_000_000L},{i / 40},{i / 60},1,2\n"
                            )
                    )
            )
            .Keep(
                "swarm-latency.csv",
                "request,counted,from_ms,to_ms,count\n"
                    + string.Concat(
                        from request in new[] { "playlist", "segment" }
                        from counted in new[] { "raw", "corrected" }
                        from i in Enumerable.Range(1, 60)
                        let least = i * (counted == "raw" ? 0.1 : 0.13)
                        select string.Create(
                            CultureInfo.InvariantCulture,
                            $"{request},{counted},{least},{least * 1.01},{61 - i}\n"
                        )
                    )
            )
            .Keep(
                "bounds-swarm.csv",
                "measured,of,low,high,unit,is\nsegment latency,p99,,1000,ms,p99 allowed\n"
            );

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Wall(double seconds) =>
        (Begin + TimeSpan.FromSeconds(seconds)).ToString(
            "yyyy-MM-ddTHH:mm:ss.ffffffZ",
            CultureInfo.InvariantCulture
        );
}
