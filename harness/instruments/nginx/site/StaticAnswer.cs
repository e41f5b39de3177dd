using System.Net;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Site;

/// <summary>Whether a server answers for a stream below a URI with files, and from which folder.</summary>
internal sealed class StaticAnswer(NginxConf conf, SiteServer server, string serverPrefix)
{
    // Whatever a stream is called: a playlist and a segment, as encoders name them.
    private static readonly string[] Names = ["stream.m3u8", "segment_00001.ts"];

    // They answer by themselves, or ask somebody else.
    private static readonly string[] Handlers =
    [
        "return",
        "proxy_pass",
        "fastcgi_pass",
        "uwsgi_pass",
        "scgi_pass",
        "grpc_pass",
        "memcached_pass",
        "stub_status",
        "empty_gif",
        "perl",
        "content_by_lua_block",
        "content_by_lua_file",
        "js_content",
    ];

    // These let through whom they know.
    private static readonly string[] Locks =
    [
        "auth_basic",
        "auth_request",
        "auth_jwt",
        "secure_link",
    ];

    // What is about HLS is said by its names.
    private static readonly string[] Words =
    [
        "hls",
        "live",
        "stream",
        "video",
        "media",
        "vod",
        "tv",
    ];

    /// <returns>The folder, or why there is none, and how much the place is about HLS.</returns>
    public (string? Folder, string? Refusal, int Score) At(string prefix)
    {
        var folders = new List<string>();
        var score = Words.Any(word => prefix.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? 2
            : 0;
        var answers = Names
            .Select(name => prefix + name)
            .Select(uri => (uri, place: Effective.AtServer(conf, server.Context, uri)))
            .ToArray();
        // A location that others answer for, by a regex of theirs, is not where the stream is meant to be: /health, say.
        if (prefix != "/")
            score += answers.Any(answer => IsBelow(answer.place.Context, prefix)) ? 1 : -1;
        foreach (var (uri, place) in answers)
        {
            if (Refused(place, uri) is { } refusal)
                return (null, refusal, 0);
            var (folder, unknown) = FolderOf(place.Context, prefix);
            if (unknown is not null)
                return (null, unknown, 0);
            folders.Add(folder!);
            if (IsAboutPlaylists(place.Context))
                score += 4;
        }
        return folders.Distinct().Count() == 1
            ? (folders[0], null, score)
            : (null, $"playlists are in {folders[0]}, segments in {folders[1]}", 0);
    }

    private static bool IsBelow(ConfContext context, string prefix) =>
        context.SelfAndAncestors.Any(level =>
            level.Kind == ContextKind.Location
            && SitePrefixes.Of(LocationPattern.Of(level.Opener!)) == prefix
        );

    private static bool IsAboutPlaylists(ConfContext context) =>
        context.Opener!.Args.Any(word => word.Contains("m3u8", StringComparison.Ordinal))
        || context.Children.Any(child =>
            child.Opener!.Name == "types"
            && child.Directives.Any(type => type.Args.Contains("m3u8"))
        );

    private string? Refused(Effective place, string uri)
    {
        var context = place.Context;
        if (Acts(server.Context, ["return", "rewrite"]) is { } always)
            return $"{always.Name} {always.ArgsText} answers every request ({always.Place})";
        if (Acts(context, Handlers) is { } handler)
            return $"{handler.Name} {handler.ArgsText} answers {uri} ({handler.Place})";
        if (Acts(context, ["rewrite", "internal"]) is { } away)
            return $"{away.Name} {away.ArgsText} keeps {uri} from being served as it is asked for ({away.Place})";
        foreach (var name in Locks)
            if (place.Of(name) is { Settings: [{ Place: not null } set, ..] } && set.Text != "off")
                return $"{name} {set.Text} asks for a login or a key ({set.Place})";
        if (Acts(context, ["try_files"]) is { } tries && !tries.Args.Contains("$uri"))
            return $"try_files {tries.ArgsText} does not look for the file itself ({tries.Place})";
        return Denied(context);
    }

    private static Directive? Acts(ConfContext context, IEnumerable<string> names) =>
        names.SelectMany(context.Named).FirstOrDefault();

    // The first rule that fits decides, of the innermost level that has any.
    private string? Denied(ConfContext context)
    {
        var rules = context
            .SelfAndAncestors.Select(level =>
                level
                    .Named("allow")
                    .Concat(level.Named("deny"))
                    .OrderBy(rule => rule.Place.Offset)
                    .ToArray()
            )
            .FirstOrDefault(found => found.Length > 0);
        var rule = rules?.FirstOrDefault(rule => Fits(rule.Args.FirstOrDefault() ?? ""));
        return rule?.Name == "deny"
            ? $"deny {rule.ArgsText} keeps {server.Listener.Reached} out ({rule.Place})"
            : null;
    }

    // Who asks from the same network has the very address that is asked.
    private bool Fits(string who) =>
        who == "all"
        || (
            IPNetwork.TryParse(who.Contains('/') ? who : $"{who}/{Bits(who)}", out var network)
            && network.Contains(server.Listener.Reached)
        );

    private static int Bits(string address) => address.Contains(':') ? 128 : 32;

    private (string? Folder, string? Refusal) FolderOf(ConfContext context, string prefix)
    {
        var level = context.SelfAndAncestors.FirstOrDefault(level =>
            level.Named("root").Concat(level.Named("alias")).Any()
        );
        if (level is null)
            return (Absolute("html", prefix), null);
        var set = level.Named("root").Concat(level.Named("alias")).Last();
        var path = set.Args.FirstOrDefault() ?? "";
        if (path.Contains('$', StringComparison.Ordinal))
            return (null, $"{set.Name} {path} depends on the request ({set.Place})");
        if (set.Name == "root")
            return (Absolute(path, prefix), null);
        var location = LocationPattern.Of(level.Opener!);
        // nginx puts what is left of the URI right behind it.
        if (location.IsPrefix && location.Text.EndsWith('/') && !path.EndsWith('/'))
            return (
                null,
                $"alias {path} has no slash at its end, so files are not looked up in that folder ({set.Place})"
            );
        return location.IsPrefix && prefix.StartsWith(location.Text, StringComparison.Ordinal)
            ? (Absolute(path + prefix[location.Text.Length..], ""), null)
            : (null, $"alias {path} in location {location} does not name a folder ({set.Place})");
    }

    private string Absolute(string path, string uri) =>
        Path.TrimEndingDirectorySeparator(
            Path.GetFullPath(
                Path.Combine(serverPrefix, path.TrimEnd('/') + "/") + uri.TrimStart('/')
            )
        );
}
