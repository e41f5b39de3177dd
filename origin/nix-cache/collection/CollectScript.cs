namespace Verify.Origin.NixCache.Collection;

/// <summary>
/// Takes out of a cache what is no longer in the store. A narinfo goes first and is kept aside; its NAR goes when no client
/// can trust that narinfo any more.
/// </summary>
public static class CollectScript
{
    /// <summary>Where narinfos lie that are no longer served.</summary>
    public const string Aside = "removed";

    /// <summary>For sh, with GNU find.</summary>
    /// <param name="folder">The cache.</param>
    /// <param name="trusted">How long a client believes a narinfo (narinfo-cache-positive-ttl).</param>
    public static string Text(string folder, TimeSpan trusted) =>
        $$"""
            set -eu
            cd '{{folder.Replace("'", @"'\''", StringComparison.Ordinal)}}'
            mkdir -p {{Aside}}
            # Each step can be cut off and done again.
            for info in *.narinfo; do
              [ -e "$info" ] || continue
              path=$(sed -n 's/^StorePath: //p' "$info")
              if [ -n "$path" ] && [ ! -e "$path" ] && [ ! -L "$path" ]; then
                touch "$info"
                mv "$info" {{Aside}}/
              fi
            done
            find {{Aside}} -name '*.narinfo' ! -newermt '-{{(long)Math.Ceiling(
                trusted.TotalSeconds
            )}} seconds' | while read -r info; do
              url=$(sed -n 's/^URL: //p' "$info")
              # The same NAR may have been published again, or belong to another path.
              case $url in
                *..* | /*) ;;
                nar/*) grep -qrxF --include='*.narinfo' --exclude-dir={{Aside}} "URL: $url" . || rm -f "$url" ;;
              esac
              rm -f "$info"
            done

            """;
}
