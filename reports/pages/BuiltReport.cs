using Verify.Reports.Tree;

namespace Verify.Reports.Pages;

/// <summary>A report that people look at, as it was made.</summary>
/// <param name="Page">The page to open: in a folder over a server, or by itself where it is one file.</param>
/// <param name="RunsBefore">Of how many earlier runs it shows the history.</param>
public sealed record BuiltReport(
    RunTree Tree,
    string RunFolder,
    string Page,
    bool InOneFile,
    int RunsBefore
)
{
    /// <summary>What a server of it serves.</summary>
    public string Folder => Path.GetDirectoryName(Page)!;
}
