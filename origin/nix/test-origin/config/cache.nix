# How long each kind of file may be kept by a cache, in seconds.
{ config }:
let
  inherit (config.hls) segmentDuration;
in
{
  # Segments never change under their name, so any time is safe, though most of it outlasts the segment.
  segment = {
    maxAge = 60;
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
    maxAge = 5;
    staleWhileRevalidate = 10;
    public = true;
  };
}
