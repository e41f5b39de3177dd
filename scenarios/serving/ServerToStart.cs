using Verify.Instruments.Nginx.Server;

namespace Verify.Scenarios.Serving;

/// <summary>A server before it is started.</summary>
internal sealed record ServerToStart(string Name, ServerRole Role, ServedByRun Of)
{
    /// <summary>What is started side by side.</summary>
    /// <remarks>The candidate comes first: without a lab it keeps the port of its configuration, and so its bytes.</remarks>
    /// <param name="served">The one to ship comes first.</param>
    public static IReadOnlyList<ServerToStart> SideBySide(IReadOnlyList<ServedByRun> served) =>
        [
            new("candidate", ServerRole.Candidate, served[0]),
            new("baseline", ServerRole.Baseline, served[0]),
            .. served
                .Skip(1)
                .Select(other => new ServerToStart(other.Name, ServerRole.Candidate, other)),
            new("control", ServerRole.Control, served[0]),
        ];

    /// <param name="index">Its number among those that run at the same time.</param>
    /// <param name="folder">A folder of its own, where it needs one, is called so; null for its name.</param>
    public async Task<OriginServer> StartAsync(
        int index,
        CancellationToken ct,
        string? folder = null
    )
    {
        var served = Of.Serve(folder ?? Name, changed: Role == ServerRole.Candidate, index);
        if (Role == ServerRole.Control)
            served = served with
            {
                Configuration = CacheOff.Of(served.Configuration).Configuration,
            };
        return new(await served.StartAsync(Name, ct), Role, Of, served);
    }
}
