using System.Text.Json;
using Verify.Reports.Allure;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports;

/// <summary>Writes Allure results into a folder of the test's own and reads the tests back.</summary>
internal static class AllureFiles
{
    public static List<JsonElement> Of(RunTree tree, string? runFolder = null)
    {
        var folder = Directory.CreateTempSubdirectory("verify-allure-").FullName;
        try
        {
            AllureResults.Write(tree, runFolder ?? folder, folder);
            return
            [
                .. Directory
                    .EnumerateFiles(folder, "*-result.json")
                    .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
                    .OrderBy(
                        test => test.GetProperty("fullName").GetString(),
                        StringComparer.Ordinal
                    ),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static string Status(this JsonElement test) => test.GetProperty("status").GetString()!;

    public static string Name(this JsonElement test) => test.GetProperty("name").GetString()!;
}
