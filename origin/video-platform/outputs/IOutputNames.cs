namespace Verify.VideoPlatform.Outputs;

/// <summary>Under which names a version's objects are stored, and for how long they may be reused.</summary>
internal interface IOutputNames
{
    /// <summary>What the names of a version's objects begin with.</summary>
    string Prefix(Guid videoId, int version);

    /// <summary>Whether no other version has objects there, so that they can be removed by themselves.</summary>
    bool IsOwn { get; }

    /// <summary>Cache-Control of a version's own object, or null for none.</summary>
    string? CacheControl { get; }
}

/// <summary>The master playlist's name, which a video's viewers keep.</summary>
internal static class MasterName
{
    public const string File = "master.m3u8";

    public static string Of(Guid videoId) => $"{FolderOf(videoId)}{File}";

    public static string FolderOf(Guid videoId) => $"hls/{videoId}/";
}

/// <summary>As designed: a video made again overwrites what the edge and its viewers hold for immutable.</summary>
internal sealed class StableNames : IOutputNames
{
    public bool IsOwn => false;
    public string? CacheControl => null;

    public string Prefix(Guid videoId, int version) => MasterName.FolderOf(videoId);
}

/// <summary>Cured: a name never means two things.</summary>
internal sealed class VersionedNames : IOutputNames
{
    public bool IsOwn => true;

    public string? CacheControl => "public, max-age=604800, immutable";

    public string Prefix(Guid videoId, int version) =>
        $"{MasterName.FolderOf(videoId)}{FolderOf(version)}";

    /// <summary>As the master playlist refers to it.</summary>
    public static string FolderOf(int version) => $"v{version}/";
}
