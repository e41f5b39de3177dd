using Verify.Reports.History;
using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly.History;

namespace Verify.Scenarios.Nightly.Pages;

/// <summary>What is made of a night when its last job has ended: plots, reports, pages.</summary>
internal static class NightEnd
{
    // Some ten seconds a report; a night that is to end now gets a few of them.
    private static readonly TimeSpan ForReports = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ForReportsInterrupted = TimeSpan.FromMinutes(1);

    /// <param name="next">The next Ctrl-C: the reports not made yet are left out.</param>
    public static Night Of(
        Night night,
        NightAsked asked,
        bool install,
        bool wasInterrupted,
        CancellationToken next
    )
    {
        night = Drawn(night, asked.History);
        night = night with { Notes = [.. night.Notes, .. NightsInRuns.Give(night)] };
        night = NightPages.WriteFile(night);
        if (asked.Reports)
        {
            // A night that is killed while its reports are made has its page.
            night = NightPages.WritePage(night);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(next);
            patience.CancelAfter(wasInterrupted ? ForReportsInterrupted : ForReports);
            var kept = Path.GetDirectoryName(asked.History)!;
            var notes = NightReports
                .Usual(run => new RunHistory(kept, Path.GetDirectoryName(run)!), install)
                .BuildAsync(night, patience.Token)
                .GetAwaiter()
                .GetResult();
            night = night with { Notes = [.. night.Notes, .. notes] };
        }
        night = NightPages.WriteSummary(night);
        return asked.Reports ? NightPages.WritePage(night) : night;
    }

    private static Night Drawn(Night night, string history)
    {
        try
        {
            var plots = HistoryPages.Draw(
                night.Folder,
                night.Jobs.Select(job => job.Name),
                NightHistory.Look(history).Lines
            );
            return night with
            {
                Jobs =
                [
                    .. night.Jobs.Select(job =>
                        job with
                        {
                            Plot = plots.GetValueOrDefault(job.Name),
                        }
                    ),
                ],
            };
        }
        catch (Exception refused)
            when (refused is IOException or UnauthorizedAccessException or CannotRun)
        {
            return night with
            {
                Notes = [.. night.Notes, $"the history could not be drawn: {refused.Message}"],
            };
        }
    }
}
