namespace Verify.Origin.Profile;

/// <summary>The numbers of the formulas, which no profile changes; Nix reads the same file.</summary>
internal sealed record Formulas(
    CacheAges Cache,
    FileCacheRoom FileCache,
    TmpfsRoom Tmpfs,
    UpstreamNumbers Upstream
)
{
    public static Formulas Shipped { get; } =
        ProfileJson.Read<Formulas>(ShippedProfiles.Formulas());
}

/// <summary>What is said in Cache-Control, in seconds.</summary>
/// <param name="SegmentMaxAge">Segments never change under their name, so any time is safe, though most of it outlasts the segment.</param>
/// <param name="MasterMaxAge">The set of variants changes with a deployment, not with the stream.</param>
internal sealed record CacheAges(
    int SegmentMaxAge,
    int MasterMaxAge,
    int MasterStaleWhileRevalidate
);

/// <summary>Room in nginx's cache of open files.</summary>
/// <param name="EntriesPerFile">Names rotate: files that are gone stay in the cache until they expire.</param>
internal sealed record FileCacheRoom(int EntriesPerFile);

/// <summary>Room in the tmpfs.</summary>
/// <param name="WindowsHeld">A window and its successor.</param>
/// <param name="HeadroomMB">For playlists and temporary files.</param>
internal sealed record TmpfsRoom(int WindowsHeld, int HeadroomMB);

/// <summary>What a swarm costs with one FFmpeg process a viewer.</summary>
/// <param name="ContainerTenths">Of its memory, in whole numbers: Nix reads 1.2 as a float, which lies beside it.</param>
/// <param name="VmTenths">As in a container.</param>
internal sealed record UpstreamNumbers(
    int ProcessMB,
    int SharedMB,
    int FilesPerProcess,
    int FilesShared,
    int PortsPerProcess,
    int ContainerTenths,
    int VmTenths,
    int KernelMB
);
