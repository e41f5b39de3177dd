using Verify.Engine;
using Verify.Fixtures;
using Verify.Reports;

namespace Verify.Tests;

/// <summary>The real Allure that the tests of reports stand on, installed as the verb does it.</summary>
internal static class AllurePackages
{
    public static Task<NodePackages> EnsureAsync() =>
        NpmPackages.EnsureAsync(
            HtmlReport.PackagesFolder,
            install: true,
            TestContext.Progress,
            CancellationToken.None
        );
}
