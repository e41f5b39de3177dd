using System.CommandLine;
using Verify.Engine.Drill;
using Verify.Engine.Interruptions;
using Verify.Engine.Secrets;
using Verify.Engine.Tree;

namespace Verify.Scenarios.Cli.Drills;

/// <summary>A prepared run, carried out here and now as on a machine, for a drill to interrupt.</summary>
/// <param name="find">Gives a scenario by its name.</param>
internal sealed class CarryOutVerb(Func<string, Scenario> find)
    : Verb(Word, "Carries a prepared run out; started by a drill.")
{
    public const string Word = CellInside.CarryOut;

    private readonly Argument<string> folder = new("folder");

    public override bool IsHidden => true;

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(folder);
        command.SetAction(parsed =>
        {
            // Only what a drill has prepared and started is carried out as its request says.
            var request = Interrupter.IsInDrill
                ? RunFolder.Prepared(parsed.GetValue(folder)!)
                : null;
            if (request?.Interruption is null)
                throw new UsageError(
                    $"'{Word}' is for the program itself. Use ./run.ps1 drill NAME."
                );
            using var turn = request.Tree is { } tree ? TreeLock.Take(tree) : null;
            return InsideVerb.Run(
                request,
                find(request.Scenario),
                SecretMask.OfThisProgram(),
                Interrupt.FromSignals()
            );
        });
    }
}
