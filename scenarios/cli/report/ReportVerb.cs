using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Verify.Fixtures.Packages;
using Verify.Reports;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.History;
using Verify.Reports.Log;
using Verify.Reports.Pages;
using Verify.Reports.Serve;
using Verify.Reports.Tree;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Report;

/// <summary>
/// Makes a run's reports again, from its record alone, and the Allure report that people look at; those of a night's runs,
/// and its page.
/// </summary>
internal sealed class ReportVerb()
    : Verb("report", "Build a run's Allure report, log and JUnit file from its record.")
{
    private const int InterruptedExit = 130;

    private readonly Argument<string> run = new("run")
    {
        Description = "The id or folder of a run, or of a night (default: the latest run).",
        DefaultValueFactory = _ => NamedRuns.Latest,
    };
    private readonly Option<bool> serve = new("--serve")
    {
        Description = "Serve the report on 127.0.0.1 until Ctrl-C, and print the address.",
    };
    private readonly Option<bool> open = new("--open")
    {
        Description =
            "Serve the report and open it in your browser ($BROWSER, or the desktop's default).",
    };

    // As text: what the library says of a number that is none names types of ours.
    private readonly Option<string?> port = new("--port")
    {
        Description = "The port to serve it on (default: any free port).",
    };
    private readonly Option<bool> singleFile = new("--single-file")
    {
        Description = "Build a single self-contained file, for example to mail it.",
    };
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print what was built as JSON on stdout.",
    };
    private readonly Option<bool> noInstall = new("--no-install")
    {
        Description = "Never install a missing package.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(run);
        foreach (var option in new Option[] { serve, open, port, singleFile, json, noInstall })
            command.Add(option);
        command.SetAction(parsed =>
        {
            Check(parsed);
            var named = FolderOf(parsed.GetValue(run)!);
            var night = Nights.Find(named);
            if (night is not null && parsed.GetValue(singleFile))
                throw new UsageError(
                    $"--single-file makes one file of one run, and {named} is a night. Name one of its runs: {night}/JOB/RUN."
                );
            var folder = night ?? Named(NamedRuns.Find(named));
            var stop = Interrupt.FromSignals();
            try
            {
                return (
                    night is null
                        ? RunAsync(parsed, folder, stop)
                        : NightAsync(parsed, folder, stop)
                )
                    .GetAwaiter()
                    .GetResult();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // What was half made is gone; the report that was there before still is.
                return InterruptedExit;
            }
        });
    }

    // The record is what a run is known by: whoever names it means the run.
    private static string FolderOf(string named) =>
        Path.GetFileName(named) == RunFolder.RecordName && File.Exists(named)
            ? Path.GetDirectoryName(Path.GetFullPath(named))!
            : named;

    // The next run is the latest while this one is still looked at.
    private static string Named(string folder) =>
        Path.GetFileName(folder) == NamedRuns.Latest
        && new DirectoryInfo(folder).LinkTarget is { } target
            ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(folder)!, target))
            : folder;

    private void Check(ParseResult parsed)
    {
        if (parsed.GetValue(run)?.Trim() is "")
            throw new UsageError(
                "An empty name is no run. Name one, or leave it out for the latest."
            );
        // A word that is no option would be taken for a run.
        if (parsed.GetValue(run) is ['-', ..] word)
        {
            string[] allowed =
            [
                .. parsed.CommandResult.Command.Options.Select(option => option.Name),
            ];
            throw new UsageError(
                $"'{word}' is not a known option of 'report'. Known are {string.Join(", ", allowed)}."
                    + NearestMatch.Hint(word, allowed)
            );
        }
        var serves =
            parsed.GetValue(serve) || (parsed.GetValue(open) && !parsed.GetValue(singleFile));
        if (parsed.GetValue(singleFile) && parsed.GetValue(serve))
            throw new UsageError(
                "--single-file and --serve exclude each other: one file needs no server. --single-file --open opens it."
            );
        if (parsed.GetValue(json) && (serves || parsed.GetValue(open)))
            throw new UsageError(
                "--json excludes --serve and --open: what it prints ends when the report is made."
            );
        if (Port(parsed) is not null && !serves)
            throw new UsageError("--port says where to serve the report: give --serve too.");
    }

    private int? Port(ParseResult parsed)
    {
        if (parsed.GetValue(port) is not { } text)
            return null;
        return
            ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? number
            : throw new UsageError($"--port '{text}': a port is a number from 1 to 65535.");
    }

    private async Task<int> RunAsync(ParseResult parsed, string folder, CancellationToken ct)
    {
        // Whatever becomes of the rest, log, results and JUnit file need nothing but the record.
        FileReports.Regenerate(folder);
        var packages = await NpmPackages.EnsureAsync(
            HtmlReport.PackagesFolder,
            !parsed.GetValue(noInstall),
            Console.Error,
            ct
        );
        var report = await Waiting.ForAsync(
            "building the report",
            HtmlReport.BuildAsync(
                folder,
                RunHistory.Of(folder),
                packages,
                parsed.GetValue(singleFile),
                ct
            ),
            Console.Error
        );
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(Summary(report));
            return 0;
        }
        Console.WriteLine(report.Page);
        if (!report.InOneFile && !Serves(parsed))
            // Beside the path, which scripts read: a browser shows the page only where it is served.
            await Console.Error.WriteLineAsync(
                $"verify: to look at it: ./run.ps1 report {RunName.Of(folder)} --serve"
            );
        if (report.InOneFile && parsed.GetValue(open))
            await Browser.OpenAsync(new Uri(report.Page), Console.Error, ct);
        return report.InOneFile ? 0 : await ShowAsync(parsed, report.Folder, ct);
    }

    private async Task<int> NightAsync(ParseResult parsed, string folder, CancellationToken ct)
    {
        var night = await NightAgain.MakeAsync(folder, !parsed.GetValue(noInstall), ct);
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(NightAgain.Summary(night));
            return 0;
        }
        foreach (var note in night.Notes)
            await Console.Error.WriteLineAsync($"note: {note}");
        Console.WriteLine(night.Page ?? night.Folder);
        return await ShowAsync(parsed, night.Folder, ct);
    }

    private async Task<int> ShowAsync(ParseResult parsed, string folder, CancellationToken ct)
    {
        if (!Serves(parsed))
            return 0;
        using var server = ReportServer.Start(folder, Port(parsed));
        Console.WriteLine($"{server.Address}  (Ctrl-C ends it)");
        if (parsed.GetValue(open))
            await Browser.OpenAsync(server.Address, Console.Error, ct);
        await server.UntilAsync(ct);
        return 0;
    }

    private bool Serves(ParseResult parsed) => parsed.GetValue(serve) || parsed.GetValue(open);

    private static JsonObject Summary(BuiltReport report)
    {
        var counts = new JsonObject();
        foreach (var verdict in report.Tree.Steps.CountBy(step => step.Standing.Word))
            counts[verdict.Key] = verdict.Value;
        return new()
        {
            ["run"] = report.Tree.Run,
            ["scenario"] = report.Tree.Scenario,
            ["verdict"] = report.Tree.Word,
            ["status"] = RunStatus.Of(report.Tree).Word,
            ["reason"] = RunStatus.Of(report.Tree).Why,
            ["folder"] = report.RunFolder,
            ["page"] = report.Page,
            ["singleFile"] = report.InOneFile,
            ["log"] = Path.Combine(report.RunFolder, MarkdownLog.FileName),
            ["runsBefore"] = report.RunsBefore,
            ["steps"] = counts,
        };
    }
}
