# How long each kind of file may be kept by a cache, in seconds.
{ lib, config }:
let
  ages = (lib.readJson ../../../profiles/formulas.json).cache;
  inherit (config.hls) segmentDuration;
in
{
  # Segments never change under their name, so any time is safe, though most of it outlasts the segment.
  segment = {
    maxAge = ages.segmentMaxAge;
    immutable = true;
    public = true;
  };

  # Half a segment, in whole seconds: with one-second segments this is 0.
  manifest = {
    maxAge = segmentDuration / 2;
    staleWhileRevalidate = segmentDuration;
    public = true;
  };

  # The set of variants changes with a deployment, not with the stream.
  master = {
    maxAge = ages.masterMaxAge;
    staleWhileRevalidate = ages.masterStaleWhileRevalidate;
    public = true;
  };
}
