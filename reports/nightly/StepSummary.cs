using System.Text;

namespace Verify.Reports.Nightly;

/// <summary>The page that a CI shows of a job: Markdown appended to a file that it names.</summary>
/// <remarks>https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary</remarks>
public static class StepSummary
{
    public const string Variable = "GITHUB_STEP_SUMMARY";

    // Of a step that writes more, nothing is shown.
    private const int MostBytes = 1024 * 1024;

    private const string Cut = "\n\n(cut here; the whole of it is in the night's folder)\n";

    public static void Append(string file, string markdown)
    {
        var there = File.Exists(file) ? new FileInfo(file).Length : 0;
        File.AppendAllText(file, Fit(markdown, MostBytes - there));
    }

    /// <summary>As many whole lines as fit.</summary>
    public static string Fit(string markdown, long bytes)
    {
        if (Encoding.UTF8.GetByteCount(markdown) <= bytes)
            return markdown;
        var room = bytes - Cut.Length;
        var fitting = markdown
            .Split('\n')
            .TakeWhile(line => (room -= Encoding.UTF8.GetByteCount(line) + 1) >= 0);
        var text = string.Join('\n', fitting);
        return text.Length == 0 ? "" : text + Cut;
    }
}
