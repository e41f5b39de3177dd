using System.Reflection;
using Verify.Fixtures;
using Verify.Scenarios.Cli;
using Verify.Scenarios.Cli.Config;
using Verify.Scenarios.Cli.Config.Check;
using Verify.Scenarios.Cli.Drills;
using Verify.Scenarios.Cli.Load;
using Verify.Scenarios.Cli.Nightly;
using Verify.Scenarios.Cli.NixCache;
using Verify.Scenarios.Cli.Report;
using Verify.Scenarios.Cli.Rollback;

namespace Verify.Scenarios;

/// <summary>The table of contents: one verb, one file.</summary>
public static class Program
{
    /// <summary>Another program may call this: scenarios in its own assembly are found too.</summary>
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
            new NixCacheVerb(),
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

    // Jobs of a night start this program again.
    private static string Started =>
        (Assembly.GetEntryAssembly() ?? typeof(Program).Assembly).Location;
}
