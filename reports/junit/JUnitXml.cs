using System.Globalization;
using System.Text;
using System.Xml;
using Verify.Reports.Tree;

namespace Verify.Reports.Junit;

/// <summary>The run as JUnit XML (the shape that Jenkins' schema has): a suite a phase, a case a step.</summary>
public static class JUnitXml
{
    public const string FileName = "junit.xml";

    // A conclusion lists all that is missing; a suite repeats it.
    private const int PropertyMost = 1024;

    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        // Line ends inside a value must come back as they were.
        NewLineHandling = NewLineHandling.Entitize,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static string Render(RunTree tree)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            Write(xml, tree, [.. Suites(tree)]);
        }
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static IEnumerable<JUnitSuite> Suites(RunTree tree)
    {
        var troubles = tree.Troubles.ToLookup(trouble => trouble.Phase ?? "");
        foreach (var phase in tree.Phases)
        {
            yield return JUnitSuite.Of(tree, phase, troubles[phase.Id]);
        }
        var ofRun = troubles[""].ToList();
        if (ofRun.Count > 0 || tree.Phases.Count == 0)
        {
            yield return JUnitSuite.OfRun(tree, ofRun);
        }
    }

    private static void Write(XmlWriter xml, RunTree tree, List<JUnitSuite> suites)
    {
        xml.WriteStartElement("testsuites");
        Attribute(xml, "name", tree.Scenario);
        Counts(xml, [.. suites.SelectMany(suite => suite.Cases)], tree.Seconds);
        foreach (var suite in suites)
        {
            Write(xml, tree, suite);
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, RunTree tree, JUnitSuite suite)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", suite.Name);
        Counts(xml, suite.Cases, suite.Seconds);
        Attribute(xml, "skipped", Count(suite.Cases, JUnitOutcome.Skipped));
        if (suite.Started is { } started)
        {
            Attribute(
                xml,
                "timestamp",
                started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
            );
        }
        Properties(xml, tree);
        foreach (var test in suite.Cases)
        {
            Write(xml, test);
        }
        xml.WriteEndElement();
    }

    // Of the run, in each of its suites: the schema has no other place, and no case says what was left out.
    private static void Properties(XmlWriter xml, RunTree tree)
    {
        xml.WriteStartElement("properties");
        Property("verdict", tree.Word);
        Property("status", RunStatus.Of(tree).ToString());
        xml.WriteEndElement();

        void Property(string name, string value)
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", name);
            Attribute(xml, "value", Bounded.To(PropertyMost, value));
            xml.WriteEndElement();
        }
    }

    private static void Write(XmlWriter xml, JUnitCase test)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", test.Name);
        Attribute(xml, "classname", test.ClassName);
        Attribute(xml, "time", Seconds(test.Seconds));
        if (test.Outcome != JUnitOutcome.Passed)
        {
            xml.WriteStartElement(test.Outcome.ToString().ToLowerInvariant());
            if (test.Outcome != JUnitOutcome.Skipped)
            {
                Attribute(xml, "type", test.Word);
            }
            Attribute(xml, "message", test.Message);
            if (test.Details.Length > 0)
            {
                xml.WriteString(Printable.Block(test.Details));
            }
            xml.WriteEndElement();
        }
        if (test.Output.Length > 0)
        {
            xml.WriteElementString("system-out", Printable.Block(test.Output));
        }
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<JUnitCase> cases, double seconds)
    {
        Attribute(xml, "tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "failures", Count(cases, JUnitOutcome.Failure));
        Attribute(xml, "errors", Count(cases, JUnitOutcome.Error));
        Attribute(xml, "time", Seconds(seconds));
    }

    private static string Count(IEnumerable<JUnitCase> cases, JUnitOutcome outcome) =>
        cases.Count(test => test.Outcome == outcome).ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) =>
        (double.IsFinite(seconds) ? Math.Max(0, seconds) : 0).ToString(
            "0.000",
            CultureInfo.InvariantCulture
        );

    private static void Attribute(XmlWriter xml, string name, string value) =>
        xml.WriteAttributeString(name, Printable.Block(value));
}
