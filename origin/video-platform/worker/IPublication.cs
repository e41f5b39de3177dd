using Verify.VideoPlatform.Jobs;

namespace Verify.VideoPlatform.Worker;

/// <summary>Makes a stored version the one that viewers are given.</summary>
internal interface IPublication
{
    Task PublishAsync(Job job, HeldLease lease);
}

/// <summary>As designed: it was published object by object, while it was stored.</summary>
internal sealed class AlreadyPublished : IPublication
{
    public Task PublishAsync(Job job, HeldLease lease) => Task.CompletedTask;
}
