using Verify.Fixtures.Nix;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>What is built, published and fetched. Everything is built by /bin/sh, and a tag makes it another path.</summary>
internal static class Packages
{
    public const string FileName = "packages.nix";

    /// <summary>A line of text.</summary>
    public const string One = "one";

    /// <summary>One that refers to another.</summary>
    public const string Pair = "pair";

    /// <summary>Four times 50 MB of text, as programs and documents compress.</summary>
    public const string Words = "words";
    public const long WordsBytes = 4 * 50_000_000;

    /// <summary>A megabyte that cannot be compressed.</summary>
    public const string Noise = "noise";

    /// <summary>32 MB that cannot be compressed.</summary>
    public const string MuchNoise = "muchNoise";
    public const long MuchNoiseBytes = 32_000_000;

    /// <summary>Half a second of work, more or less, for a line of text.</summary>
    public const string Work = "work";

    /// <summary>Four versions of a package that have most of their files in common.</summary>
    public const string Versions = "versions";

    /// <summary>A hundred small paths that one refers to.</summary>
    public const string Many = "many";
    public const int ManyPaths = 100;

    public static string Expression =>
        $$"""
            { tag ? "" }: let
              build = name: script: derivation {
                inherit name;
                system = "{{NixStore.System}}";
                builder = "/bin/sh";
                PATH = "/usr/local/bin:/usr/bin:/bin";
                args = [ "-c" script ];
              };
              text = name: build name "echo ${name} of ${tag} > $out";
              one = text "one-${tag}";
              all = name: paths: build name "echo ${toString paths} > $out";
              numbers = n: builtins.genList (i: i) n;
              part = i: build "words-${toString i}" "seq ${toString (i + 1)} 100000000 | head -c 50000000 > $out";
              version = i: build "version-${toString i}"
                "mkdir $out; for f in $(seq 20); do seq $f 20000 > $out/$f; done; echo ${toString i} > $out/version";
            in {
              inherit one;
              {{Pair}} = build "pair-${tag}" "echo ${one} > $out";
              {{Words}} = all "words" (map part (numbers 4));
              {{Noise}} = build "noise-${tag}" "head -c 1000000 /dev/urandom > $out";
              {{MuchNoise}} = build "much-noise" "head -c {{MuchNoiseBytes}} /dev/urandom > $out";
              {{Work}} = build "work-${tag}" "seq 300000 | sort -R | sha256sum > $out";
              {{Versions}} = all "versions" (map version (numbers 4));
              {{Many}} = all "many-${tag}" (map (i: text "many-${toString i}") (numbers {{ManyPaths}}));
            }
            """;
}
