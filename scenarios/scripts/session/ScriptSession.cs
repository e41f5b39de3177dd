using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Verify.Scripts.Plan;

namespace Verify.Scripts.Session;

/// <summary>A script while it runs: one PowerShell for all its bodies, one after the other, and what they share.</summary>
internal sealed class ScriptSession : IDisposable
{
    private static readonly ConditionalWeakTable<Runspace, ScriptSession> all = [];

    private readonly DeclaredScript script;
    private readonly Dictionary<string, object?> values;
    private readonly ScriptScreen screen = new();
    private readonly ScriptHost host;
    private Runspace? runspace;
    private string stateBefore = "{}";

    /// <param name="values">The options' values, by name.</param>
    public ScriptSession(
        DeclaredScript script,
        IReadOnlyDictionary<string, object?> values,
        StateTable state
    )
    {
        (this.script, State, host) = (script, state, new(screen));
        this.values = new(values) { ["State"] = state };
    }

    /// <summary>The session of the cmdlet that is running; null in a shell of the user's own.</summary>
    public static ScriptSession? Current =>
        Runspace.DefaultRunspace is { } one && all.TryGetValue(one, out var session)
            ? session
            : null;

    public StateTable State { get; }

    /// <summary>The step that a body is carrying out.</summary>
    public Step? Step { get; private set; }

    /// <summary>Cancelled when the body has to end.</summary>
    public CancellationToken Stop { get; private set; }

    /// <summary>Carries out a body for a step.</summary>
    /// <exception cref="CannotRun">It failed: where, which statement, and why.</exception>
    public async Task RunAsync(Step? step, Body body, CancellationToken ct)
    {
        var running = runspace ??= Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        (Step, Stop, screen.Said, host.WasToldToExit) = (step, stop.Token, new(), false);
        try
        {
            await new BodyRun(running, body, screen.Said).RunAsync(stop, body.Limit);
            if (host.WasToldToExit)
                throw new CannotRun(
                    $"{body.Place}: the script wanted to exit, which is no verdict. Use return, Skip or throw."
                );
            Tampering.Check(running, body);
        }
        catch (BodyStuck)
        {
            // It still holds the PowerShell that it runs in: an undo gets another one.
            runspace = null;
            throw;
        }
        finally
        {
            Step = null;
            Keep(step);
        }
    }

    public void Dispose() => runspace?.Dispose();

    private Runspace Open()
    {
        var opened = ScriptRunspace.Open(host, script, values);
        all.Add(opened, this);
        return opened;
    }

    private void Keep(Step? step)
    {
        if (step is null)
            return;
        if (!screen.Said.IsEmpty)
            step.Keep("output.txt", $"{screen.Said}\n");
        if (State.Json is var now && now != stateBefore)
            step.Keep("state.json", stateBefore = now, "application/json");
    }
}
