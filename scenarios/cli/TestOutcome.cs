using System.Globalization;
using System.Xml.Linq;

namespace Verify.Scenarios.Cli;

/// <summary>How one test ended, as the runner's own file of results (trx) has it.</summary>
internal sealed record TestOutcome(string Name, string Word, TimeSpan Took, string Message)
{
    public static IEnumerable<TestOutcome> Of(string trx)
    {
        var all = XDocument.Load(trx).Descendants().ToArray();
        var classes = all.Where(element => element.Name.LocalName == "UnitTest")
            .ToDictionary(
                test => (string)test.Attribute("id")!,
                test =>
                    (string?)
                        test.Elements()
                            .FirstOrDefault(child => child.Name.LocalName == "TestMethod")
                            ?.Attribute("className")
            );
        return all.Where(element => element.Name.LocalName == "UnitTestResult")
            .Select(result => new TestOutcome(
                $"{classes.GetValueOrDefault((string?)result.Attribute("testId") ?? "")?.Split('.')[^1]}: {(string?)result.Attribute("testName")}",
                (string)result.Attribute("outcome")!,
                TimeSpan.TryParse(
                    (string?)result.Attribute("duration"),
                    CultureInfo.InvariantCulture,
                    out var took
                )
                    ? took
                    : TimeSpan.Zero,
                string.Join(
                    '\n',
                    result
                        .Descendants()
                        .Where(child => child.Name.LocalName is "Message" or "StackTrace")
                        .Select(child => child.Value.Trim())
                )
            ));
    }
}
