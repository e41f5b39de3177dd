using System.Globalization;
using NUnit.Framework;
using Verify.Instruments.Nginx.Inforce;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 3.3: what is in force for a path, by the configuration, is what is measured there.</summary>
internal static class EdgeInForce
{
    public const string Command =
        "./run.ps1 config effective nginx.conf /hls/$ID/master.m3u8; while curl -sI http://127.0.0.1:8081/hls/$ID/master.m3u8 | grep HIT; do :; done";

    // nginx counts in whole seconds, and serves what expires in a second until that second is over.
    private static readonly TimeSpan CountedBy = TimeSpan.FromSeconds(1);

    // An end that comes later than it may is to be seen too.
    private static readonly TimeSpan SeenLater = TimeSpan.FromSeconds(1);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var lives = new List<Task<(string Design, KeptFile File, CachedLife Life)>>();
        foreach (var design in platform.Cached)
        foreach (var file in await KeptFile.AllOfAsync(platform, design, step.Ct))
            lives.Add(SeeAsync(design, file));
        var table = new TextTable("edge", "file", "in force", "served for at least", "at most");
        foreach (var (design, file, life) in await Task.WhenAll(lives))
        {
            Judge(step, platform.Edge(design), design, file, life);
            table.Add(
                design,
                file.Kind,
                file.TimeInForce is { } time ? Shown(time) : "not kept",
                Shown(life.AtLeast),
                life.AtMost is { } most ? Shown(most) : "longer than was looked"
            );
        }
        step.Saw(table);
        await NothingElseAsync(platform, step);

        async Task<(string, KeptFile, CachedLife)> SeeAsync(string design, KeptFile file) =>
            (
                design,
                file,
                await CachedLife.SeeAsync(
                    new(platform.Edge(design).Endpoint),
                    file.Path,
                    file.Expected + CountedBy + SeenLater,
                    step.Ct
                )
            );
    }

    // As designed it is served like a playlist (above).
    private static async Task NothingElseAsync(PlatformInRun platform, Step step)
    {
        var edge = platform.Edge(PlatformInRun.Cured);
        var path = await OtherFile.PutAsync(platform, PlatformInRun.Cured, step.Ct);
        step.Expect(
            $"{PlatformInRun.Cured}, another file: return in force",
            Effective.At(edge.Configuration.Conf, path).Of("return").Text,
            Is.EqualTo("404"),
            "the edge serves playlists and segments, and nothing else that may lie in the bucket"
        );
        var answer = await new EdgeAnswers(edge.Endpoint).GetAsync(path, step.Ct);
        step.Expect(
            $"{PlatformInRun.Cured}, another file: status",
            answer.Status,
            Is.EqualTo(404),
            "though it is there"
        );
    }

    private static void Judge(
        Step step,
        EdgeInRun edge,
        string design,
        KeptFile file,
        CachedLife life
    )
    {
        var who = $"{design}, {file.Kind}";
        step.Expect(
            $"{who}: seconds of proxy_cache_valid {file.Status} in force",
            file.TimeInForce?.TotalSeconds,
            Is.EqualTo(file.Expected.TotalSeconds),
            file.Where
        );
        step.Expect($"{who}: status", life.Stored.Status, Is.EqualTo(file.Status));
        step.Expect(
            $"{who}: seconds after which it was served from the cache no longer",
            life.AtMost?.TotalSeconds ?? double.PositiveInfinity,
            Is.GreaterThan(file.Expected.TotalSeconds),
            "nginx keeps it for proxy_cache_valid at least; counted from before the request that stored it"
        );
        step.Expect(
            $"{who}: seconds after which it was still served from the cache",
            life.AtLeast.TotalSeconds,
            Is.LessThanOrEqualTo((file.Expected + CountedBy).TotalSeconds),
            "proxy_cache_valid, and what is left of the second in which it ends; counted from after the answer that stored it"
        );
        var control = HeadersOf(Effective.At(edge.Configuration.Conf, file.Path), file.Status);
        step.Expect(
            $"{who}: Cache-Control as in force",
            life.Stored.All("Cache-Control"),
            Is.EqualTo(control),
            "add_header of the location that answers, and nothing of the storage's beside it"
        );
    }

    // Without "always" a header is added to successes only; the cured edge's word for errors is a variable that is empty there.
    private static IEnumerable<string> HeadersOf(Effective place, int status) =>
        place
            .Of("add_header")
            .Settings.Select(one => one.Text)
            .Where(text => text.StartsWith("Cache-Control ", StringComparison.Ordinal))
            .Where(text => text.Contains('$', StringComparison.Ordinal) == (status >= 400))
            .Select(text =>
                text.Contains('$', StringComparison.Ordinal)
                    ? EdgeHeaders.ErrorControl
                    : text.Split('"')[1]
            );

    private static string Shown(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
