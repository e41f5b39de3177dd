using System.Text;
using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly.Pages;

/// <summary>Writes a night's pages: one that cannot be written changes nothing of what is known, and is said.</summary>
internal static class NightPages
{
    /// <summary>What its pages can be made again from.</summary>
    public static Night WriteFile(Night night) => Try(night, () => NightFile.Write(night));

    /// <summary>The page to start from.</summary>
    public static Night WritePage(Night night)
    {
        var page = Path.Combine(night.Folder, NightPage.FileName);
        var next = page + ".new";
        return Try(
            night with
            {
                Page = page,
            },
            () =>
            {
                File.WriteAllText(next, NightPage.Render(night));
                File.Move(next, page, overwrite: true);
            }
        );
    }

    /// <summary>Its summary, in its folder and on the page of the CI.</summary>
    public static Night WriteSummary(Night night)
    {
        night = Try(
            night,
            () =>
                File.WriteAllText(
                    Path.Combine(night.Folder, NightSummary.FileName),
                    NightSummary.Render(night),
                    new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
                )
        );
        return Environment.GetEnvironmentVariable(StepSummary.Variable) is { Length: > 0 } shown
            ? Try(night, () => StepSummary.Append(shown, NightSummary.RenderAlone(night)))
            : night;
    }

    private static Night Try(Night night, Action write)
    {
        try
        {
            write();
            return night;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return night with
            {
                Page = File.Exists(night.Page) ? night.Page : null,
                Notes = [.. night.Notes, $"a page could not be written: {refused.Message}"],
            };
        }
    }
}
