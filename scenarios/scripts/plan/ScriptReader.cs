using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>Reads what a script declares from its syntax tree alone.</summary>
internal sealed class ScriptReader
{
    private readonly Complaints complaints;
    private readonly List<FunctionDefinitionAst> functions = [];
    private readonly List<AssignmentStatementAst> outside = [];

    private ScriptReader(string path) => complaints = new(path);

    /// <exception cref="UsageError">All that is wrong with it, each with its place and the cure.</exception>
    public static DeclaredScript Read(string path, string text)
    {
        var reader = new ScriptReader(path);
        var root = Parser.ParseInput(text, path, out _, out var errors);
        foreach (var error in errors)
            reader.complaints.Add(error.Extent, $"{error.Message} ({error.ErrorId})");
        // What follows from a missing brace is no mistake of its own.
        reader.complaints.Check();
        var script = reader.Script(root);
        reader.complaints.Check();
        return script!;
    }

    private DeclaredScript? Script(ScriptBlockAst root)
    {
        foreach (var use in root.UsingStatements)
            complaints.Add(use.Extent, "a script brings in nothing with using. Leave it out.");
        if (root.ParamBlock is { } param)
            complaints.Add(
                param.Extent,
                $"a script has no param block: declare options. {Words.InScenario[0].Example}"
            );
        CommandAst[] found = [.. Statements(root, [Words.Scenario]).Select(one => one.Command)];
        foreach (var more in found.Skip(1))
            complaints.Add(
                more.Extent,
                "a file holds one Scenario. Put the second into a file of its own."
            );
        if (found is not [var scenario, ..])
        {
            complaints.Add(
                root.Extent,
                $"there is no Scenario in the file. Write: {Words.Scenario.Example}. scenarios/scripts/README.md shows a whole one."
            );
            return null;
        }
        return Declare(scenario);
    }

    private DeclaredScript Declare(CommandAst scenario)
    {
        var given = new Given(scenario, Words.Scenario, complaints);
        var parts = new ScenarioParts(complaints);
        var phases = new List<DeclaredPhase>();
        var bodies = new List<ScriptBlockAst>();
        if (given.Block("body") is { } block)
            foreach (var (form, command) in Statements(block, Words.InScenario))
                if (form.Word == "Phase")
                    phases.Add(Phase(command, form, bodies));
                else
                    parts.Add(new(command, form, complaints), form.Word);
        var script = new DeclaredScript(
            parts.Name(given),
            given.Text("title"),
            parts.Options,
            parts.Outcomes,
            phases,
            functions
        );
        Numbering.Check(phases, given, complaints);
        var rules = new BodyRules(script, outside, complaints);
        foreach (var body in bodies.Concat(functions.Select(one => one.Body)))
            rules.Check(body);
        rules.CheckOutside();
        return script;
    }

    private DeclaredPhase Phase(CommandAst command, WordForm form, List<ScriptBlockAst> bodies)
    {
        var given = new Given(command, form, complaints);
        var acts = new List<DeclaredAct>();
        var id = given.Text("id");
        if (given.Block("body") is { } block)
            foreach (var (word, step) in Statements(block, Words.InPhase))
                acts.Add(ActReader.Read(new(step, word, complaints), word.Word, id, complaints));
        bodies.AddRange(
            acts.SelectMany(act => new[] { act.Do, act.Undo }).OfType<ScriptBlockAst>()
        );
        return new(
            id,
            given.Text("title"),
            given.Text("Proves"),
            string.Join(',', given.List("Needs")),
            given.Has("Always"),
            acts
        )
        {
            Place = given,
        };
    }

    // A block that declares holds words, and functions for its bodies: nothing else would ever run.
    private IEnumerable<(WordForm Form, CommandAst Command)> Statements(
        ScriptBlockAst block,
        IReadOnlyList<WordForm> allowed
    )
    {
        foreach (var part in new[] { block.BeginBlock, block.ProcessBlock, block.CleanBlock })
            if (part is not null)
                complaints.Add(
                    part.Extent,
                    "a block that declares has no begin, process or clean."
                );
        foreach (var statement in block.EndBlock?.Statements ?? [])
            if (statement is FunctionDefinitionAst function)
                functions.Add(function);
            else if (
                Words.CommandOf(statement) is { } command
                && Words.Find(command.GetCommandName(), allowed) is { } form
            )
                yield return (form, command);
            else if (statement is AssignmentStatementAst assignment)
                outside.Add(assignment);
            else
                complaints.Add(statement.Extent, NotHere(statement, allowed));
    }

    private static string NotHere(StatementAst statement, IReadOnlyList<WordForm> allowed)
    {
        var here = string.Join(", ", allowed.Select(form => form.Word));
        var name = Words.CommandOf(statement)?.GetCommandName();
        return name is not null && Words.PlaceOf(name) is { } place
            ? $"{name} stands {place}, and not here. Here may stand: {here}."
            : $"{name ?? statement.Extent.Text.Split('\n')[0]} would never run here: only what stands in the block of a step runs. "
                + $"Here may stand: {here}, or a function.{(name is null ? "" : NearestMatch.Hint(name, allowed.Select(form => form.Word)))}";
    }
}
