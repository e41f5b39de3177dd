namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>A channel of the organization demo; each check takes one of its own, which no other has changed.</summary>
internal sealed record ChannelName(int Number)
{
    public const string Organization = "demo";

    public string Slug => $"sports{Number}";

    public string Id => $"ch_{Organization}_{Slug}";

    public string Path(string file) => $"/{Organization}/{Slug}/{file}.m3u8";
}
