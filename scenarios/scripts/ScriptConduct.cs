using System.Management.Automation.Language;
using Verify.Scripts.Plan;
using Verify.Scripts.Session;

namespace Verify.Scripts;

/// <summary>Turns what a script declares into steps that the engine carries out.</summary>
internal sealed class ScriptConduct(DeclaredScript script, string path, RunRequest? request)
{
    // What a log shows of a block; the rest stands in the script.
    private const int MostLines = 20;

    private ScriptSession? session;

    public void Add(Phase phase, DeclaredAct act)
    {
        switch (act.Kind)
        {
            case ActKind.Step:
                phase.Step(act.Id, act.Title, Body(act, act.Do), Typed(act.Do));
                break;
            case ActKind.Gate:
                phase.Gate(act.Id, act.Title, Body(act, act.Do), Typed(act.Do));
                break;
            case ActKind.Undo:
                phase.Undo(act.Id, act.Title, act.From!, act.Do is null ? null : Body(act, act.Do));
                break;
            default:
                phase.Change(
                    act.Id,
                    new(
                        act.Title,
                        Typed(act.Do),
                        Typed(act.Undo),
                        Body(act, act.Do),
                        ct => Session.RunAsync(null, Of(act, act.Undo), ct)
                    )
                );
                break;
        }
    }

    private ScriptSession Session =>
        session ??= ScriptOptions.Begin(
            script,
            request ?? throw new InvalidOperationException("The script was not told its run.")
        );

    private Func<Step, Task> Body(DeclaredAct act, ScriptBlockAst? block) =>
        step => Session.RunAsync(step, Of(act, block), step.Ct);

    private Body Of(DeclaredAct act, ScriptBlockAst? block) => new(block!, path, act.Limit);

    // As it stands in the script, without the braces and the indentation that it has there.
    private static string Typed(ScriptBlockAst? block)
    {
        var lines = (block?.Extent.Text.Trim()[1..^1] ?? "")
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Select(line => line.TrimEnd())
            .Where(line => line.Trim().Length > 0)
            .ToArray();
        var indent = lines
            .Skip(lines is [var first, ..] && first[0] != ' ' ? 1 : 0)
            .Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty(0)
            .Min();
        var shown = lines.Select(line =>
            line[Math.Min(indent, line.Length - line.TrimStart().Length)..]
        );
        return string.Join(
            '\n',
            lines.Length <= MostLines ? shown : [.. shown.Take(MostLines), "..."]
        );
    }
}
