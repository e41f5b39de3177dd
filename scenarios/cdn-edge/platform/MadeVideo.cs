namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>A video that a worker has transcoded and stored.</summary>
/// <param name="Master">The path of its multivariant playlist at the edge.</param>
internal sealed record MadeVideo(Guid Id, string Master)
{
    public static async Task<MadeVideo> MakeAsync(
        PlatformProgram api,
        string title,
        CancellationToken ct
    )
    {
        var id = await api.NewVideoAsync(title, ct);
        await api.ProcessAsync(id, ct);
        return new(id, (await api.ReadyAsync(id, ct)).AbsolutePath);
    }
}
