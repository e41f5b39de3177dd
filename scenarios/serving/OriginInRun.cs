using Verify.Engine.Journals;
using Verify.Engine.Labs;
using Verify.Fixtures.Encoder;

namespace Verify.Scenarios.Serving;

/// <summary>The origin of a run, from the step that starts it to those that look at it: each of them is handed it.</summary>
internal sealed class OriginInRun
{
    public const string KeepsUp = "the encoder can keep up";

    private LiveOrigin? live;

    /// <summary>The encoder and, side by side over its files, the servers to compare.</summary>
    /// <param name="command">What a person would type.</param>
    /// <param name="ended">Ends all of it, however the run ends.</param>
    public Change Start(string command, RecoveryAct ended, Func<Step, Task<LiveOrigin>> start) =>
        new(
            "start the origin: an encoder, and baseline, candidates and control side by side",
            command,
            "stop the servers, then the encoder",
            async step =>
            {
                try
                {
                    await step.OutsideAsync(ended, async _ => live = await start(step));
                }
                catch (EncoderTooSlow slow)
                {
                    step.CannotTell(KeepsUp, "at least 1 x real time", slow.Message);
                }
            },
            async _ =>
            {
                if (live is not null)
                    await live.DisposeAsync();
                live = null;
            }
        );

    /// <summary>A check of what has been started, if anything has.</summary>
    public Func<Step, Task> Started(Func<LiveOrigin, Step, Task> check) =>
        step => live is null ? Task.CompletedTask : check(live, step);

    /// <summary>
    /// The same on a second set of servers, so that the check can run beside a measurement. Outside a lab these would need
    /// ports of their own, and steps run in turn there: the check uses the origin's servers.
    /// </summary>
    public Func<Step, Task> WhileOnTwins(Func<LiveOrigin, Step, Task> check) =>
        While(
            async (running, step) =>
            {
                if (!Lab.IsInside)
                {
                    await check(running, step);
                    return;
                }
                await using var twin = await running.TwinAsync(step.Id, step.Ct);
                await check(twin, step);
                twin.MustRun();
            }
        );

    /// <summary>Every part of the origin must run before a check and after it: what a dead one serves proves nothing.</summary>
    public Func<Step, Task> While(Func<LiveOrigin, Step, Task> check) =>
        async step =>
        {
            if (live is not { } running)
                throw new CannotRun("The origin is not running: step 5.2 did not pass.");
            running.MustRun();
            await check(running, step);
            running.MustRun();
        };
}
