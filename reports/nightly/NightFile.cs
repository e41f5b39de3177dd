using System.Text.Json;
using System.Text.Json.Serialization;
using Verify.Engine;
using Verify.Engine.Runs;
using Verify.Engine.Scenarios;

namespace Verify.Reports.Nightly;

/// <summary>A night in its own folder, so that its pages can be made again.</summary>
public static class NightFile
{
    public const string FileName = RunFolder.NightName;

    // What is missing in a file that somebody changed is missed, and is not null.
    private static readonly JsonSerializerOptions Strict = new(DiskJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters =
        {
            new JsonStringEnumConverter<FigureMove>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<Better>(JsonNamingPolicy.CamelCase),
        },
    };

    public static void Write(Night night) =>
        File.WriteAllText(
            Path.Combine(night.Folder, FileName),
            JsonSerializer.Serialize(night, Strict) + "\n"
        );

    /// <exception cref="CannotRun">It cannot be read.</exception>
    public static Night Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            // A night may have been moved: it is where it was found.
            return
                JsonSerializer.Deserialize<Night>(File.ReadAllText(file), Strict) is { } night
                && night.Jobs.All(job => job?.Figures.All(figure => figure is not null) == true)
                && night.LeftOut.All(job => job is not null)
                && night.Notes.All(note => note is not null)
                ? night with
                {
                    Folder = folder,
                }
                : throw new JsonException("it has an empty entry");
        }
        catch (Exception damaged)
            when (damaged
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or NotSupportedException
            )
        {
            throw new CannotRun(
                $"The night in {folder} cannot be read: {NightFile.FileName}: {damaged.Message}\nEach of its runs still can: ./run.ps1 report {folder}/JOB/RUN",
                damaged
            );
        }
    }
}
