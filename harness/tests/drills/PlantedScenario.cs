using Verify.Engine.Linux;

namespace Verify.Tests.Drills;

/// <summary>Changes two files and their modes, with an undo that is as wrong as it was asked to be.</summary>
/// <remarks>It has neither NUnit's attributes nor the engine's: only a drill finds it.</remarks>
internal sealed class PlantedScenario(Plant plant) : Scenario
{
    private const string Prefix = "planted-";

    private string tree = "";
    private string copies = "";

    public override string Name => NameOf(plant);
    public override string Title => $"two files, and an undo: {plant}";
    public override IReadOnlyList<DrillSubject> Drills => [new Subject(NameOf(plant))];

    public static string NameOf(Plant plant) => $"{Prefix}{plant}";

    public static Scenario Find(string name) =>
        new PlantedScenario(Enum.Parse<Plant>(name[Prefix.Length..]));

    public override void Configure(RunRequest request) =>
        (tree, copies) = (request.Tree ?? "", Path.Combine(request.Folder, "copies"));

    public override IReadOnlyList<Phase> Declare()
    {
        var change = new Phase(new PhaseAttribute("1", "Change"));
        change.Change("1.1", new("change two files", "edit", "put them back", ChangeAsync));
        change.Step("1.2", "look", Look);
        var undo = new Phase(new PhaseAttribute("2", "Rollback") { Always = true });
        undo.Undo("2.1", "everything", downTo: "1");
        return [change, undo];
    }

    protected override IConductor StartElsewhere() => throw new NotSupportedException();

    private Task ChangeAsync(Step step) =>
        step.OutsideAsync(
            new PlantedUndo(tree, Kept(), plant),
            () =>
            {
                foreach (var name in PlantedUndo.Files)
                {
                    var file = Path.Combine(tree, name);
                    File.AppendAllText(file, "changed\n");
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
            }
        );

    // Before the intent: an undo may have to be done with nothing of the act done.
    private string Kept()
    {
        Directory.CreateDirectory(copies);
        foreach (var name in PlantedUndo.Files)
        {
            var (file, copy) = (Path.Combine(tree, name), Path.Combine(copies, name));
            File.Copy(file, copy);
            FileFacts.SetModified(copy, FileFacts.Of(file)!.Modified);
        }
        return copies;
    }

    private static Task Look(Step step)
    {
        step.Saw("two files");
        return Task.CompletedTask;
    }

    private sealed class Subject(string scenario) : DrillSubject("planted", "two files")
    {
        public override Task<DrillWorld> ArrangeAsync(string folder, CancellationToken ct)
        {
            var tree = Directory.CreateDirectory(Path.Combine(folder, "tree")).FullName;
            foreach (var name in PlantedUndo.Files)
                File.WriteAllText(Path.Combine(tree, name), $"{name} as it was\n");
            return Task.FromResult<DrillWorld>(new PlantedTree(scenario, folder, tree));
        }
    }

    private sealed class PlantedTree(string scenario, string folder, string tree) : DrillWorld
    {
        public override RunRequest Request { get; } =
            new("drilled", scenario, Path.Combine(folder, "run")) { NoLab = true, Tree = tree };

        public override IReadOnlyList<string> Trees => [tree];
    }
}
