namespace Verify.Origin.NixCache.Nginx;

/// <summary>What a cache hands out, by name. All else is answered with 404: a key that lies beside it by mistake stays there.</summary>
public static class ServedFiles
{
    // Nix's base 32 has no e, o, t and u.
    private const string Base32 = "[0-9a-df-np-sv-z]";

    /// <summary>Directives of the server block.</summary>
    public const string Locations = $$"""
        location = /nix-cache-info {
            limit_except GET { deny all; }
            types { }
            default_type text/x-nix-cache-info;
        }
        location ~ "^/{{Base32}}{32}\.narinfo$" {
            limit_except GET { deny all; }
            types { }
            default_type text/x-nix-narinfo;
        }
        location ~ "^/nar/{{Base32}}{52}\.nar(\.(xz|zst|bz2|gz|br|lzip))?$" {
            limit_except GET { deny all; }
            types { }
            default_type application/x-nix-nar;
        }
        location / {
            return 404;
        }

        """;
}
