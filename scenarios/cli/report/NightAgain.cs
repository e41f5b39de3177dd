using System.Text.Json.Nodes;
using Verify.Reports.History;
using Verify.Reports.Nightly;
using Verify.Reports.Pages;
using Verify.Scenarios.Nightly.Pages;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Report;

/// <summary>Makes a night's reports and its page again, from the records of its runs.</summary>
internal static class NightAgain
{
    public static async Task<Night> MakeAsync(string folder, bool install, CancellationToken ct)
    {
        var night = NightFile.Read(folder);
        var notes = await NightReports.Usual(RunHistory.Of, install).BuildAsync(night, ct);
        ct.ThrowIfCancellationRequested();
        return NightPages.WritePage(night with { Notes = [.. night.Notes, .. notes] });
    }

    public static JsonObject Summary(Night night) =>
        new()
        {
            ["night"] = night.Id,
            ["status"] = night.Status,
            ["reason"] = night.Why,
            ["folder"] = night.Folder,
            ["page"] = night.Page,
            ["jobs"] = JsonOutput.List(night.Jobs.Select(job => (JsonNode)Job(night, job))),
            ["problems"] = JsonOutput.List(night.Notes.Select(note => (JsonNode)note)),
        };

    private static JsonObject Job(Night night, NightJob job)
    {
        var page = job.Run is null
            ? null
            : Path.Combine(night.Folder, job.Run, HtmlReport.FolderName, NightPage.FileName);
        return new()
        {
            ["name"] = job.Name,
            ["verdict"] = job.Word,
            ["page"] = File.Exists(page) ? page : null,
        };
    }
}
