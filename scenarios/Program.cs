using Verify.Fixtures;
using Verify.Scenarios;

FixtureUndos.Register();

// The table of contents: one verb, one file.
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
    new NightlyVerb(
        () => ScenarioCatalogue.All,
        [Environment.ProcessPath!, typeof(NightlyVerb).Assembly.Location]
    ),
    new ReportVerb(),
    new DoctorVerb(),
    new TestVerb(),
    new InsideVerb(),
    new CellVerb(ScenarioCatalogue.Find, ScenarioCatalogue.All.SelectMany(one => one.Services)),
    new CarryOutVerb(ScenarioCatalogue.Find),
];
return CommandLine.Run(verbs, args);
