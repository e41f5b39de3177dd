using Verify.Instruments.Http;

namespace Verify.Swarm.Loop;

/// <summary>One task's waiting for the moment at which something is due.</summary>
internal sealed class Pause(EventLoop loop)
{
    private readonly Turn<bool> turn = new();

    /// <summary>Goes on at once where the moment is past.</summary>
    public ValueTask<bool> UntilAsync(Instant due)
    {
        if (due <= Instant.Now)
            return ValueTask.FromResult(true);
        turn.Begin();
        loop.At(due, this);
        return turn.Task;
    }

    public void Over() => turn.Complete(true);
}
