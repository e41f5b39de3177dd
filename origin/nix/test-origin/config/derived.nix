# What follows from a merged configuration, in whole numbers: Nix divides integers as C# does.
{ lib, config }:
let
  formulas = lib.readJson ../../../profiles/formulas.json;
  inherit (config) hls video encoder;

  # In kbit/s, from 2000k or 2m. A float that crept in here would turn every division below into another one.
  parseBitrate =
    text:
    let
      match = builtins.match "(0|[1-9][0-9]*)(\\.[0-9]+)?([kKmM])" text;
      number = builtins.fromJSON (
        builtins.head match + (if builtins.elemAt match 1 == null then "" else builtins.elemAt match 1)
      );
      kbps = number * (if builtins.match ".*[mM]" text == null then 1 else 1000);
      whole = builtins.floor (kbps + 0.5);
      off = kbps - whole;
    in
    # 1.1m is 1100.0000000000002 in floats, and still 1100.
    if match == null || off > 1.0e-6 || off < -1.0e-6 then
      throw "'${text}' is not a bitrate such as 2000k"
    else
      whole;

  kbps = parseBitrate video.bitrate + parseBitrate video.audioBitrate;
  window = hls.listSize * hls.segmentDuration;
in
rec {
  gopSize = encoder.framerate * hls.segmentDuration;
  segmentLifetimeSec = (hls.listSize + hls.deleteThreshold) * hls.segmentDuration;
  playlistWindowSec = window;
  totalBitrateKbps = kbps;
  segmentSizeKB = kbps * hls.segmentDuration / 8;

  # The segment that is being written is on disk beside those listed and those kept.
  filesPerVariant = hls.listSize + hls.deleteThreshold + 1;
  variantCount = if config.multibitrate then builtins.length config.variants else 1;

  # The master playlist is a file too, and names rotate: entries of files that are gone stay until they expire.
  totalHlsFiles = filesPerVariant * variantCount + 1;
  openFileCacheMax = totalHlsFiles * formulas.fileCache.entriesPerFile;

  storagePerVariantMB = segmentSizeKB * filesPerVariant / 1024;
  totalStorageMB = storagePerVariantMB * variantCount;

  # A window and its successor, and room for playlists and temporary files.
  recommendedTmpfsMB =
    kbps / 8 * window * formulas.tmpfs.windowsHeld * variantCount / 1024 + formulas.tmpfs.headroomMB;
}
