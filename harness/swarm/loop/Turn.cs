using System.Threading.Tasks.Sources;

namespace Verify.Swarm.Loop;

/// <summary>
/// What one task on the loop waits for, again and again. Nothing is allocated, and whoever completes it carries on the
/// waiting task inside the call: what a result refers to need be good only that long.
/// </summary>
internal sealed class Turn<T> : IValueTaskSource<T>
{
    private Action<object?>? continuation;
    private object? state;
    private bool done;
    private T result = default!;

    public bool Waited => continuation is not null;

    /// <summary>To be called before what completes it is set going.</summary>
    public void Begin() => done = false;

    public ValueTask<T> Task => new(this, 0);

    public void Complete(T value)
    {
        (result, done) = (value, true);
        var (carryOn, with) = (continuation, state);
        (continuation, state) = (null, null);
        carryOn?.Invoke(with);
    }

    T IValueTaskSource<T>.GetResult(short token) => result;

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) =>
        done ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;

    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => (this.continuation, this.state) = (continuation, state);
}
