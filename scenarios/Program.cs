using System.Reflection;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>The table of contents: one verb, one file.</summary>
public static class Program
{
    /// <summary>Also for a program that adds scenarios of its own: those in its assembly are found.</summary>
    public static int Main(string[] args)
    {
        FixtureUndos.Register();
        Verb[] verbs =
        [
            new ScenarioVerb(),
            new ListVerb(),
            new PlanVerb(),
            new ProfilesVerb(),
            new PlaylistVerb(),
            new LoadVerb(),
            new OriginVerb(),
            new BenchVerb(),
            new ConfigVerb(),
            new RollbackVerb(),
            new DrillVerb(ScenarioCatalogue.Find),
            new NightlyVerb(() => ScenarioCatalogue.All, [Environment.ProcessPath!, Started]),
            new ReportVerb(),
            new DoctorVerb(),
            new TestVerb(),
            new InsideVerb(),
            new AskNginxVerb(),
            new CellVerb(
                ScenarioCatalogue.Find,
                ScenarioCatalogue.All.SelectMany(one => one.Services)
            ),
            new CarryOutVerb(ScenarioCatalogue.Find),
        ];
        return CommandLine.Run(verbs, args);
    }

    // What is started again for a lab, a cell or a job.
    private static string Started =>
        (Assembly.GetEntryAssembly() ?? typeof(Program).Assembly).Location;
}
