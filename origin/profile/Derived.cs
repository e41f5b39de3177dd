namespace Verify.Origin.Profile;

/// <summary>What follows from an origin profile. Divisions are integer divisions, as they are in Nix.</summary>
public sealed record Derived(
    int GopSize,
    int SegmentLifetimeSec,
    int PlaylistWindowSec,
    int TotalBitrateKbps,
    int SegmentSizeKB,
    int FilesPerVariant,
    int VariantCount,
    int TotalHlsFiles,
    int OpenFileCacheMax,
    int StoragePerVariantMB,
    int TotalStorageMB,
    int RecommendedTmpfsMB
)
{
    private const int BitsPerByte = 8;
    private const int KilobytesPerMegabyte = 1024;

    // The segment that is being written is on disk beside those listed and those kept.
    private const int SegmentBeingWritten = 1;
    private const int MasterPlaylists = 1;

    public static Derived From(OriginProfile profile)
    {
        var (hls, room) = (profile.Hls, Formulas.Shipped.Tmpfs);
        var kbps = profile.Video.Bitrate.Kbps + profile.Video.AudioBitrate.Kbps;
        var segmentKB = kbps * hls.SegmentDuration / BitsPerByte;
        var filesPerVariant = hls.ListSize + hls.DeleteThreshold + SegmentBeingWritten;
        var variants = profile.Multibitrate ? profile.Variants.Count : 1;
        var files = filesPerVariant * variants + MasterPlaylists;
        var window = hls.ListSize * hls.SegmentDuration;
        // The largest values a profile may have are past an int here.
        var storagePerVariant = (int)((long)segmentKB * filesPerVariant / KilobytesPerMegabyte);
        var tmpfs = (long)(kbps / BitsPerByte) * window * room.WindowsHeld * variants;
        return new Derived(
            GopSize: profile.Encoder.Framerate * hls.SegmentDuration,
            SegmentLifetimeSec: (hls.ListSize + hls.DeleteThreshold) * hls.SegmentDuration,
            PlaylistWindowSec: window,
            TotalBitrateKbps: kbps,
            SegmentSizeKB: segmentKB,
            FilesPerVariant: filesPerVariant,
            VariantCount: variants,
            TotalHlsFiles: files,
            OpenFileCacheMax: files * Formulas.Shipped.FileCache.EntriesPerFile,
            StoragePerVariantMB: storagePerVariant,
            TotalStorageMB: storagePerVariant * variants,
            RecommendedTmpfsMB: (int)(tmpfs / KilobytesPerMegabyte) + room.HeadroomMB
        );
    }
}
