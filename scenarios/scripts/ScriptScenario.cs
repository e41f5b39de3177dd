using Verify.Engine.Labs;
using Verify.Scripts.Plan;

namespace Verify.Scripts;

/// <summary>A scenario that was read from a script.</summary>
public sealed class ScriptScenario : Scenario
{
    private const string PathKey = "script";

    private readonly DeclaredScript script;
    private readonly string path;
    private readonly string text;
    private RunRequest? asked;

    /// <exception cref="UsageError">All that is wrong with it.</exception>
    public ScriptScenario(string path, string text) =>
        (this.path, this.text, script) = (path, text, ScriptReader.Read(path, text));

    public override string Name => script.Name;
    public override string Title => script.Title;
    public override IReadOnlyList<ExpectedOutcome> Outcomes => script.Outcomes;

    public override IReadOnlyList<ScenarioOption> Options =>
        [.. script.Options.Select(OptionKinds.Of)];

    public override IReadOnlyList<Service> Services => [new LabService()];

    // What its bodies do by themselves is nobody's to take back: outside, a script only looks.
    public override bool MayLeaveLab => OnlyLooks;

    public override bool OnlyLooks =>
        script.Phases.SelectMany(phase => phase.Acts).All(act => act.Kind != ActKind.Change);

    // A lab may be out of sight of the file: its text goes along.
    public override RunRequest Prepare(RunRequest request) =>
        request with
        {
            Parameters = new Dictionary<string, string>(request.Parameters) { [PathKey] = path },
            Files = new Dictionary<string, string>(request.Files) { [PathKey] = text },
        };

    public override void Configure(RunRequest request) => asked = request;

    public override IReadOnlyList<Phase> Declare()
    {
        var conduct = new ScriptConduct(script, path, asked);
        return [.. script.Phases.Select(phase => Declare(phase, conduct))];
    }

    private static Phase Declare(DeclaredPhase declared, ScriptConduct conduct)
    {
        var phase = new Phase(
            new PhaseAttribute(declared.Id, declared.Title)
            {
                Proves = declared.Proves,
                Needs = declared.Needs,
                Always = declared.Always,
            }
        );
        foreach (var act in declared.Acts)
            conduct.Add(phase, act);
        return phase;
    }
}
