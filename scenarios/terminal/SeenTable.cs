using Verify.Engine;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>A table as what a step saw.</summary>
internal static class SeenTable
{
    extension(Step step)
    {
        public void Saw(TextTable table, int indent = 0) =>
            step.Saw(string.Join('\n', table.Lines(indent).Select(line => line.Text)));
    }
}
