namespace Verify.Origin.NixCache.Hardware;

/// <summary>What a disk is made of.</summary>
public enum StorageKind
{
    /// <summary>It turns.</summary>
    Hdd,

    Ssd,

    Nvme,
}
