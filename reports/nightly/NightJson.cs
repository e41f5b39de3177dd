using System.Text.Json;
using Verify.Engine;

namespace Verify.Reports.Nightly;

/// <summary>A night as the one document of <c>--json</c>.</summary>
public static class NightJson
{
    private static readonly JsonSerializerOptions Indented = new(DiskJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Render(Night night) =>
        JsonSerializer.Serialize(
            new
            {
                Night = night.Id,
                night.Status,
                Reason = night.Why,
                night.ExitCode,
                night.Started,
                night.Seconds,
                night.Folder,
                night.Page,
                night.Commit,
                night.Machine,
                Jobs = night.Jobs.Select(job => new
                {
                    job.Name,
                    Verdict = job.Word,
                    job.ExitCode,
                    job.Seconds,
                    Reason = job.Why,
                    job.Run,
                    job.Plot,
                    job.NotCompared,
                    Figures = job.Figures.Select(figure => new
                    {
                        figure.Id,
                        figure.Name,
                        figure.Value,
                        figure.Unit,
                        Better = Word(figure.Better),
                        figure.Before,
                        figure.Noise,
                        figure.Nights,
                        figure.NotCompared,
                        Move = Word(figure.Move),
                        figure.Text,
                    }),
                }),
                NotRun = night.LeftOut.Select(job => new
                {
                    job.Name,
                    Reason = job.Why,
                    job.OnRequest,
                }),
                Problems = night.Notes,
            },
            Indented
        );

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName($"{value}");
}
