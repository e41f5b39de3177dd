using System.Text.Json.Nodes;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli;

/// <summary>A scenario's plan for machines: phases, steps, commands, undos, and the expected outcomes.</summary>
internal static class PlanJson
{
    public static JsonObject Of(Scenario scenario, RunRequest request)
    {
        scenario.Configure(request);
        var phases = scenario.Declare();
        var selected = PhaseSelection.Resolve(phases, request.Phases, scenario.LeftOut);
        return new JsonObject
        {
            ["scenario"] = scenario.Name,
            ["title"] = scenario.Title,
            ["phases"] = JsonOutput.List(
                phases.Select(phase => new JsonObject
                {
                    ["id"] = phase.Id,
                    ["title"] = phase.Title,
                    ["selected"] = selected.Contains(phase.Id),
                    ["steps"] = JsonOutput.List(
                        phase.Plan(selected.Contains(phase.Id)).Steps.Select(Document)
                    ),
                })
            ),
            ["outcomes"] = JsonOutput.List(
                scenario.Outcomes.Select(outcome => new JsonObject
                {
                    ["id"] = outcome.Id,
                    ["text"] = outcome.Text,
                    ["expected"] = outcome.Expected,
                })
            ),
        };
    }

    private static JsonObject Document(StepPlan step) =>
        new()
        {
            ["id"] = step.Id,
            ["title"] = step.Title,
            ["command"] = step.Command,
            ["undo"] = step.Undo,
        };
}
