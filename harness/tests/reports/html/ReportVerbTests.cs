using System.Globalization;
using System.Text.Json;
using Verify.Engine.Programs;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Reports.Html;

/// <summary>The verb from its words to a page in a browser.</summary>
[TestFixture, Parallelizable]
internal sealed class ReportVerbTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private const int ManySteps = 10_000;
    private const int SomeSteps = 1_000;

    // What grows with the square of the steps makes each of ten times as many ten times as dear.
    private const double AsDear = 2;

    private TempFolder runs = null!;
    private string run = null!;

    [OneTimeSetUp]
    public async Task Write()
    {
        await AllurePackages.EnsureAsync();
        runs = new();
        run = runs.File("run");
        EvidenceRun.Write(run, "run", 0);
    }

    [OneTimeTearDown]
    public void Remove() => runs.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task It_says_what_it_made(CancellationToken ct)
    {
        var plain = await VerifyProgram.RunAsync(["report", run, "--no-install"], ct);
        var json = await VerifyProgram.RunAsync(
            ["report", Path.Combine(run, "run.jsonl"), "--json", "--no-install"],
            ct
        );
        var said = JsonDocument.Parse(json.Stdout).RootElement;

        Assert.That(plain.ExitCode, Is.Zero, plain.Stderr);
        Assert.That(plain.Stdout.Trim(), Is.EqualTo(Path.Combine(run, "report", "index.html")));
        Assert.That(plain.Stderr, Does.Contain($"./run.ps1 report {run} --serve"));
        Assert.That(json.ExitCode, Is.Zero, json.Stderr);
        Assert.That(said.GetProperty("page").GetString(), Is.EqualTo(plain.Stdout.Trim()));
        Assert.That(said.GetProperty("verdict").GetString(), Is.EqualTo("fail"));
        Assert.That(
            said.GetProperty("steps").ToString(),
            Is.EqualTo(
                """{"pass": 1, "fail": 1, "inconclusive": 1, "blocked": 1}"""
            ).IgnoreWhiteSpace
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task It_serves_and_opens_the_report_until_it_is_interrupted(CancellationToken ct)
    {
        var (browser, opened) = (runs.File("browser"), runs.File("opened"));
        File.WriteAllText(
            browser,
            $"#!/bin/sh\necho \"$1\" > {opened}.new && mv {opened}.new {opened}\n"
        );
        File.SetUnixFileMode(browser, (UnixFileMode)Convert.ToInt32("755", 8));
        await using var program = StartedProgram.Here(
            [.. VerifyProgram.Line, "report", run, "--open"],
            new Dictionary<string, string> { ["BROWSER"] = browser }
        );
        await program.UntilAsync(() => File.Exists(opened), "it opened the browser", ct);
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(File.ReadAllText(opened).Trim()), ct);
        await program.SignalAsync("INT", ct);
        var ended = await program.EndAsync(ct);

        Assert.That(page, Does.Contain("nginx-caching: Failed"));
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain(File.ReadAllText(opened).Trim()));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_report_of_ten_times_as_many_steps_takes_ten_times_as_long(
        CancellationToken ct
    )
    {
        // What a report takes whatever stands in it.
        var least = await SpentAsync(1, ct);
        var some = await SpentAsync(SomeSteps, ct) - least;
        var many = await SpentAsync(ManySteps, ct) - least;

        TestContext.Out.WriteLine(
            $"seconds of processor time: {least:0.00}, and for {SomeSteps} steps {some:0.00}, for {ManySteps} {many:0.00}"
        );
        Assert.That(many / ManySteps, Is.LessThan(AsDear * some / SomeSteps));
    }

    // By the processors' time: it tells of the report, and not of what else goes on.
    private async Task<double> SpentAsync(int steps, CancellationToken ct)
    {
        var many = runs.File($"{steps}-steps");
        RecordedSample.Write(many, ManyStepsRun.Events(steps));
        var report = await Command.MustAsync(
            [
                "/bin/bash",
                "-c",
                "\"$@\" && times",
                "many",
                .. VerifyProgram.Line,
                "report",
                many,
                "--no-install",
            ],
            ct
        );
        Assert.That(
            Directory.GetFiles(Path.Combine(many, "report", "data", "test-results")),
            Has.Length.EqualTo(steps)
        );
        // 0m6.789s 0m1.234s: user and system, of all that it started.
        return report
            .Stdout.Trim()
            .Split('\n')[^1]
            .Split(' ')
            .Select(time => time.TrimEnd('s').Split('m'))
            .Sum(time =>
                (60 * double.Parse(time[0], CultureInfo.InvariantCulture))
                + double.Parse(time[1], CultureInfo.InvariantCulture)
            );
    }
}
