using Verify.Engine.Secrets;
using Verify.Fixtures.Nix;
using Verify.Scenarios.ProfileRefactor;
using Verify.Tests.Ground;

namespace Verify.Tests.Nix;

/// <summary>The beginning of the refactoring in this process, with something planted in it, and what the record says of it.</summary>
internal sealed class RefactoringRun : IDisposable
{
    private readonly TempFolder folder = new();

    public Refactoring Refactoring { get; }

    public RefactoringRun() => Refactoring = new(folder.File("work"));

    /// <summary>Carries out the baseline and one more step, and takes both back.</summary>
    public async Task<IReadOnlyList<RunEvent>> CarryOutAsync(Change change, string id = "1.1")
    {
        if (NixService.Missing() is { } missing)
            Assert.Ignore(missing);
        var heard = new Heard();
        using (
            var record = new RecordWriter(
                RunFolder.RecordOf(folder.Path),
                [heard],
                new SecretMask([]),
                TimeProvider.System
            )
        )
        {
            var request = new RunRequest("planted", "planted", folder.Path);
            await new Run(request, record, CancellationToken.None).CarryOutAsync(
                new PlantedRefactoring(Refactoring, change, id)
            );
        }
        return heard.Events;
    }

    public void Dispose() => folder.Dispose();

    private sealed class Heard : IRunListener
    {
        public List<RunEvent> Events { get; } = [];

        public void Hear(RunEvent happened) => Events.Add(happened);
    }
}
