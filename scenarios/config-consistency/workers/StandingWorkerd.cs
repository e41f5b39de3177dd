using Verify.Engine.Undo;
using Verify.Fixtures.Workerd;

namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>The workerd of a run: started by its first phase, killed and started again by others, stopped at the end.</summary>
/// <param name="folder">Its own.</param>
internal sealed class StandingWorkerd(string folder)
{
    private WorkerdServer? server;

    public WorkerdServer Server =>
        server ?? throw new CannotRun("workerd is not running: step 0.1 did not pass.");

    public Change Start(string title, Func<WorkerdSettings> settings) =>
        new(
            title,
            "node origin/config-worker/platform.js settings.json",
            "stop it",
            async step =>
            {
                await step.OutsideAsync(
                    new RemoveFolder(folder, WithContent: true),
                    () => Directory.CreateDirectory(folder)
                );
                await step.OutsideAsync(
                    new EndProcesses(folder, WorkerdService.Processes),
                    async ct => server = await WorkerdServer.StartAsync(settings(), ct)
                );
            },
            async _ =>
            {
                if (server is not null)
                    await server.DisposeAsync();
                server = null;
            }
        );

    /// <summary>It must run before a check and after it: what a dead one answers proves nothing.</summary>
    public Func<Step, Task> While(Func<Step, Task> check) =>
        async step =>
        {
            Server.MustRun();
            await check(step);
            Server.MustRun();
        };
}
