using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Output;

/// <summary>A table as what a step saw.</summary>
internal static class SeenTable
{
    extension(Step step)
    {
        public void Saw(TextTable table, int indent = 0) =>
            step.Saw(string.Join('\n', table.Lines(indent).Select(line => line.Text)));
    }
}
