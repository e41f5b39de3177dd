using Verify.Engine.Npm;
using Verify.Fixtures.Packages;
using Verify.Reports.Pages;

namespace Verify.Tests.Reports.Html;

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
