using Verify.Fixtures.Browser;
using Verify.Reports.History;
using Verify.Reports.Pages;
using Verify.Reports.Serve;
using Verify.Tests.Ground;
using Verify.Tests.Reports.Html;

namespace Verify.Tests.Reports.Browser;

/// <summary>Reports of two runs, of one that was cut off and of a huge one, served, and a browser for them.</summary>
internal sealed class ServedReports : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private Task serving = Task.CompletedTask;

    private ServedReports() { }

    public TempFolder Folder { get; } = new();

    public Chromium Chromium { get; private set; } = null!;

    public ReportServer Server { get; private set; } = null!;

    /// <summary>The second of the two, in which a claim was missed.</summary>
    public BuiltReport Failing { get; private set; } = null!;

    public static async Task<ServedReports> StartAsync()
    {
        var reports = new ServedReports();
        await reports.BuildAsync();
        reports.Server = ReportServer.Start(reports.Folder.Path, port: null);
        reports.serving = reports.Server.UntilAsync(reports.end.Token);
        reports.Chromium = await Chromium.StartAsync(
            reports.Folder.File("chromium"),
            within: null,
            default
        );
        return reports;
    }

    public async ValueTask DisposeAsync()
    {
        if (Chromium is not null)
            await Chromium.DisposeAsync();
        await end.CancelAsync();
        await serving;
        Server?.Dispose();
        Folder.Dispose();
        end.Dispose();
    }

    private async Task BuildAsync()
    {
        var allure = await AllurePackages.EnsureAsync();
        EvidenceRun.Write(Folder.File("first"), "first", daysLater: 0);
        EvidenceRun.Write(Folder.File("second"), "second", daysLater: 1);
        var cut = SampleRuns.Passing().Events;
        Write("cut", cut.TakeWhile(e => e is not FindingMade), daysLater: 2);
        Write("huge", HugeRun.Events, daysLater: 3);
        Failing = await OfAsync("second");
        foreach (var run in new[] { "first", "cut", "huge" })
            await OfAsync(run);

        Task<BuiltReport> OfAsync(string run) =>
            HtmlReport.BuildAsync(
                Folder.File(run),
                RunHistory.In(Folder.Path),
                allure,
                inOneFile: false,
                default
            );
    }

    private void Write(string run, IEnumerable<RunEvent> events, int daysLater) =>
        RecordedSample.Write(Folder.File(run), RecordedSample.Named(run, events, daysLater));
}
