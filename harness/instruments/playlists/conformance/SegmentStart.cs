namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What a segment is (RFC 8216 section 3).</summary>
public enum SegmentFormat
{
    Unknown,
    MpegTs,
    FragmentedMp4,
    PackedAudio,
    WebVtt,
}

/// <summary>Tells what a segment is by its first bytes.</summary>
public static class SegmentStart
{
    /// <summary>How many bytes are enough: the sync bytes of three packets.</summary>
    public const int Enough = (2 * Packet) + 1;

    private const int Packet = 188;
    private const byte Sync = 0x47;

    public static SegmentFormat Of(ReadOnlySpan<byte> start)
    {
        if (IsTransportStream(start))
            return SegmentFormat.MpegTs;
        if (start.Length >= 8 && IsBox(start.Slice(4, 4)))
            return SegmentFormat.FragmentedMp4;
        if (start.StartsWith("ID3"u8) || IsAudioFrame(start))
            return SegmentFormat.PackedAudio;
        return start.StartsWith("WEBVTT"u8) || start.StartsWith("\uFEFFWEBVTT"u8)
            ? SegmentFormat.WebVtt
            : SegmentFormat.Unknown;
    }

    private static bool IsTransportStream(ReadOnlySpan<byte> start)
    {
        if (start.Length < Packet)
            return false;
        for (var at = 0; at < start.Length; at += Packet)
            if (start[at] != Sync)
                return false;
        return true;
    }

    private static bool IsBox(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("styp"u8)
        || type.SequenceEqual("ftyp"u8)
        || type.SequenceEqual("moof"u8)
        || type.SequenceEqual("sidx"u8)
        || type.SequenceEqual("emsg"u8)
        || type.SequenceEqual("prft"u8);

    // ADTS and MPEG audio begin with eleven bits set, AC-3 and E-AC-3 with 0B77.
    private static bool IsAudioFrame(ReadOnlySpan<byte> start) =>
        start.Length >= 2
        && (
            (start[0] == 0xFF && (start[1] & 0xE0) == 0xE0)
            || (start[0] == 0x0B && start[1] == 0x77)
        );
}
