using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>The keys of an origin profile, each with its type, its range and its meaning.</summary>
public static class OriginKeys
{
    // A tmpfs covers what is there, logs fill it, and the lab keeps new folders to itself below the first: the root
    // and what the system lives on are no places for either.
    private const string GuardedFolder =
        @"/(?!(bin|boot|dev|etc|lib|lib32|lib64|proc|root|run|sbin|sys|usr)(/|$))[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+";

    // nginx reads the path unquoted, FFmpeg reads % in it as a template: both are spared the question.
    private const string Names =
        "an absolute path of two or more names (letters, digits, . _ -), such as";
    private const string Outside = "outside of the system's own folders";
    private const string HlsFolderShape = $"{Names} /var/hls, {Outside}";
    private const string LogFolderShape = $"{Names} /var/log/nginx, {Outside}";
    private const string LogFile = @"[A-Za-z0-9_-][A-Za-z0-9._-]*\.log";
    private const string LogFileShape = "a file name that ends in .log";
    private const string Playlist = @"[A-Za-z0-9_-]+\.m3u8";
    private const string PlaylistShape = "a file name that ends in .m3u8";
    private const string Octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private const string Address = $@"{Octet}(\.{Octet}){{3}}";

    // This network, the loopback, groups and what is reserved: no machine has an address there.
    private const string OfMachines = @"(?!(0|127|22[4-9]|2[3-5][0-9])\.)";
    private const string Machine = OfMachines + Address;
    private const string MachineShape =
        "a machine's IPv4 address: not of 0.0.0.0/8, 127.0.0.0/8 or 224.0.0.0 and above";

    // Twice what 2160p needs: a slip of a zero is noticed, no real stream is refused.
    private const int MostVideoKbps = 50_000;
    private const int MostAudioKbps = 512;

    private static readonly KeyTable Variant = new(
        "a variant",
        [
            // A folder's name, and a part of FFmpeg's var_stream_map.
            Text(
                "name",
                "[A-Za-z0-9_-]{1,32}",
                "a name of at most 32 letters, digits, _ and -, such as 720p",
                "the variant's name and folder"
            ),
            .. Picture(""),
        ]
    );

    public static readonly KeyTable Table = new(
        "the origin profile",
        [
            Flag("multibitrate", "encode the ladder of variants instead of one stream"),
            // RFC 8216 counts whole seconds; past a minute a stream is no longer live.
            Number("hls.segmentDuration", 1, 60, "seconds a segment lasts"),
            // With a thousand segments a playlist is some 30 KB, fetched again for every segment.
            Number("hls.listSize", 1, 1000, "segments in the playlist"),
            Number(
                "hls.deleteThreshold",
                1,
                1000,
                "segments kept on disk after they left the playlist"
            ),
            Text(
                "hls.segmentPattern",
                @"[A-Za-z0-9_-]*%0[1-9]d\.ts",
                "a file name with one number, such as seg%05d.ts",
                "names of segments, as FFmpeg reads them"
            ),
            Text("hls.playlistName", Playlist, PlaylistShape, "name of the media playlist"),
            Text(
                "hls.masterPlaylist",
                Playlist,
                PlaylistShape,
                "name of the multivariant playlist"
            ),
            new Key("hls.flags", KeyKind.Words, "FFmpeg's hls_flags")
            {
                // Those of FFmpeg's that leave segments in files of their own, named by the pattern.
                Allowed =
                [
                    "append_list",
                    "delete_segments",
                    "discont_start",
                    "independent_segments",
                    "omit_endlist",
                    "program_date_time",
                    "round_durations",
                    "split_by_time",
                    "temp_file",
                ],
            },
            Number("server.port", 1, 65535, "port nginx listens on"),
            Text("server.hlsDir", GuardedFolder, HlsFolderShape, "the folder that is served"),
            // What a person can hear.
            Number("audio.frequency", 20, 20_000, "test tone in Hz"),
            new Key("audio.sampleRate", KeyKind.NumberChoice, "audio samples a second")
            {
                Allowed = ["16000", "22050", "24000", "32000", "44100", "48000"],
            },
            Choice(
                "testPattern",
                "FFmpeg's source of pictures",
                "pal75bars",
                "pal100bars",
                "rgbtestsrc",
                "smptebars",
                "smptehdbars",
                "testsrc",
                "testsrc2",
                "yuvtestsrc"
            ),
            .. Picture("video."),
            new Key("variants", KeyKind.List, "the ladder of variant streams")
            {
                // Each is encoded and listed: past ten no player has a use for one more.
                Min = 1,
                Max = 10,
                Parts = Variant,
            },
            Number("encoder.framerate", 1, 120, "frames a second"),
            Choice(
                "encoder.preset",
                "libx264's trade of speed for size",
                "ultrafast",
                "superfast",
                "veryfast",
                "faster",
                "fast",
                "medium",
                "slow",
                "slower",
                "veryslow",
                "placebo"
            ),
            Choice(
                "encoder.tune",
                "what libx264 is tuned for",
                "film",
                "animation",
                "grain",
                "stillimage",
                "psnr",
                "ssim",
                "fastdecode",
                "zerolatency"
            ),
            // libx264 knows four more, for other pictures than the 8-bit 4:2:0 that is made here.
            Choice("encoder.profile", "H.264 profile", "baseline", "main", "high"),
            Choice("encoder.level", "H.264 level", H264.Levels),
            Choice("networking.mode", "how the seed's virtual machine is reached", "user", "tap"),
            Text(
                "networking.tap.device",
                // The kernel has no longer ones; all and default are folders beside theirs in /proc/sys.
                "(?!(all|default)$)[A-Za-z0-9_][A-Za-z0-9_-]{0,14}",
                "a network device's name of at most 15 letters, digits, _ and -, of which - is not the first; not all and not default",
                "TAP device"
            ),
            Text(
                "networking.tap.mac",
                // The lowest bit of the first byte says that it is that of a group.
                "(?!00(:00){5}$)[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}",
                "the MAC address of one machine, such as 02:00:00:01:77:01: its first byte is even, and not all are 0",
                "the virtual machine's MAC address"
            ),
            Text("networking.staticIp", Machine, MachineShape, "the virtual machine's address"),
            Text("networking.gateway", Machine, MachineShape, "its gateway"),
            Text(
                "networking.subnet",
                // Two machines beside the first address and the last.
                Machine + "/([1-9]|[12][0-9]|30)",
                "an IPv4 network of a length from 1 to 30, such as 10.177.0.0/24; not of 0.0.0.0/8, 127.0.0.0/8 or 224.0.0.0 and above",
                "its network"
            ),
            Flag("logging.enabled", "write access logs"),
            Text("logging.directory", GuardedFolder, LogFolderShape, "folder of the access logs"),
            Text(
                "logging.buffer",
                "[1-9][0-9]{0,5}[kKmM]",
                "a size as nginx reads it, such as 512k",
                "access log buffer"
            ),
            Text(
                "logging.flushInterval",
                "[1-9][0-9]{0,5}(ms|s|m|h)",
                "a time as nginx reads it, such as 10s or 500ms",
                "how long a log line may stay in the buffer"
            ),
            Number("logging.gzip", 0, 9, "compression of the access logs, 0 for none"),
            Flag("logging.segmentsOnly", "log requests for segments alone"),
            Text("logging.files.segments", LogFile, LogFileShape, "log of segment requests"),
            Text("logging.files.manifests", LogFile, LogFileShape, "log of playlist requests"),
            Text("logging.files.all", LogFile, LogFileShape, "log of all other requests"),
            Choice("tmpfs.type", "what the stream lies on", "tmpfs", "disk"),
            // The highest number means "leave it" to chown.
            Number("tmpfs.uid", 0, uint.MaxValue - 1L, "owner of the tmpfs"),
            Number("tmpfs.gid", 0, uint.MaxValue - 1L, "group of the tmpfs"),
            Text(
                "tmpfs.mode",
                "[01]?[0-7]{3}",
                "an octal mode such as 755 or 1777",
                "mode of the tmpfs"
            ),
            new Key("tmpfs.options", KeyKind.Words, "mount options of the tmpfs")
            {
                Allowed = ["noatime", "relatime", "strictatime", "nodev", "nosuid", "noexec"],
            },
        ]
    );

    // The one stream and each variant of the ladder have the same.
    private static Key[] Picture(string section) =>
        [
            Side($"{section}width", 7680, "width in pixels"),
            Side($"{section}height", 4320, "height in pixels"),
            Rate($"{section}bitrate", MostVideoKbps, "bitrate that the video is filled to"),
            Rate(
                $"{section}maxrate",
                MostVideoKbps,
                "the seed's peak bitrate; a filled stream has none"
            ),
            Rate($"{section}bufsize", 2 * MostVideoKbps, "the decoder's buffer (VBV)"),
            Rate($"{section}audioBitrate", MostAudioKbps, "bitrate of the audio"),
        ];

    private static Key Flag(string name, string meaning) => new(name, KeyKind.Flag, meaning);

    private static Key Number(string name, long min, long max, string meaning) =>
        new(name, KeyKind.Number, meaning) { Min = min, Max = max };

    private static Key Choice(string name, string meaning, params string[] allowed) =>
        new(name, KeyKind.Choice, meaning) { Allowed = allowed };

    private static Key Text(string name, string pattern, string shape, string meaning) =>
        new(name, KeyKind.Text, meaning) { Pattern = pattern, Shape = shape };

    // 4:2:0 halves both sides of the colour planes; under 16 pixels there is no macroblock.
    private static Key Side(string name, int max, string meaning) =>
        new(name, KeyKind.Number, meaning)
        {
            Min = 16,
            Max = max,
            Step = 2,
        };

    // Under 8 kbit/s AAC and H.264 have nothing to work with.
    private static Key Rate(string name, int mostKbps, string meaning) =>
        new(name, KeyKind.Bitrate, meaning) { Min = 8, Max = mostKbps };
}
