namespace Verify.Tests.VideoPlatform;

/// <summary>A place in the code at which somebody arrives, and waits until the test lets them go on.</summary>
internal sealed class Moment
{
    private readonly TaskCompletionSource arrived = New();
    private readonly TaskCompletionSource over = New();

    public Task Arrived => arrived.Task;

    public void GoOn() => over.TrySetResult();

    public Task HoldAsync(CancellationToken ct)
    {
        arrived.TrySetResult();
        return over.Task.WaitAsync(ct);
    }

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
