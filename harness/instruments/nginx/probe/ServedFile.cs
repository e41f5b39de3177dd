using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Probe;

/// <summary>The file on disk that a request is answered with, as root, alias and try_files have it.</summary>
/// <param name="Path">Absolute; null where it cannot be told.</param>
/// <param name="Unknown">Why it cannot be told, or null.</param>
public sealed partial record ServedFile(string? Path, string? Unknown)
{
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
    ];

    public static ServedFile Of(AskedServer asked, string path)
    {
        var all = Tried(asked, path);
        // The first that is there answers; of one that is not, its own name says where it would lie.
        return all.FirstOrDefault(one => File.Exists(one.Path)) ?? all[0];
    }

    /// <summary>Where a file may lie that answers, in the order in which it is looked for; at least one.</summary>
    internal static IReadOnlyList<ServedFile> Tried(AskedServer asked, string path)
    {
        var route = Route.Of(asked.Conf, asked.Server, path);
        var (uri, context) = (route.Uri, route.Location);
        if (Handlers.SelectMany(context.Named).FirstOrDefault() is { } handler)
            return [new(null, $"{handler.Name} answers it ({handler.Place})")];
        if (context.Named("internal").FirstOrDefault() is { } kept)
            return [new(null, $"its location is internal ({kept.Place})")];
        if (context.Named("try_files").FirstOrDefault() is not { } tries)
            return [Mapped(asked, context, uri, uri)];
        var tried = tries
            .Args.SkipLast(1)
            .Where(one => !one.EndsWith('/'))
            .Select(one => Mapped(asked, context, uri, Variables.Fill(one, context, uri)))
            .ToArray();
        return tried.Length > 0
            ? tried
            : [new(null, $"try_files {tries.ArgsText} looks for no file ({tries.Place})")];
    }

    private static ServedFile Mapped(
        AskedServer asked,
        ConfContext context,
        string uri,
        string? tried
    )
    {
        if (tried is null)
            return new(null, "it depends on more than the path");
        var level = context.SelfAndAncestors.FirstOrDefault(one =>
            one.Named("root").Concat(one.Named("alias")).Any()
        );
        if (level is null)
            return new(Absolute(asked.Prefix, "html", tried), null);
        var set = level.Named("root").Concat(level.Named("alias")).Last();
        var typed = set.Args.FirstOrDefault() ?? "";
        if (Variables.Fill(typed, context, uri) is not { } folder)
            return new(null, $"{set.Name} {typed} depends on the request ({set.Place})");
        if (set.Name == "root")
            return new(Absolute(asked.Prefix, folder, tried), null);
        var location = LocationPattern.Of(level.Opener!);
        return location.IsRegex
            ? level == context
                ? new(Absolute(asked.Prefix, folder), null)
                : new(
                    null,
                    $"alias {typed} is that of a regular expression around it ({set.Place})"
                )
            : tried.StartsWith(location.Text, StringComparison.Ordinal)
                // nginx puts what is left of the URI right behind it.
                ? new(Absolute(asked.Prefix, folder + tried[location.Text.Length..]), null)
                : new(null, $"alias {typed} is not of what is asked for ({set.Place})");
    }

    private static string Absolute(string prefix, string folder, string uri = "") =>
        System.IO.Path.GetFullPath(
            System.IO.Path.Combine(prefix, uri.Length == 0 ? folder : folder.TrimEnd('/') + uri)
        );

    /// <summary>What a text with variables says, where the path alone tells.</summary>
    private static partial class Variables
    {
        public static string? Fill(string text, ConfContext context, string uri)
        {
            if (!text.Contains('$', StringComparison.Ordinal))
                return text;
            var pattern =
                context.Kind == ContextKind.Location ? LocationPattern.Of(context.Opener!) : null;
            var captured = pattern is { IsRegex: true }
                ? PcrePattern
                    .Compile(
                        pattern.Text,
                        pattern.Modifier == "~*",
                        context.Opener!.Words[^1].Place
                    )
                    .Captures(uri)
                : null;
            var known = true;
            var filled = Name()
                .Replace(
                    text,
                    name =>
                    {
                        var wanted = name.Groups["name"].Value.ToLowerInvariant();
                        var value = wanted is "uri" or "document_uri"
                            ? uri
                            : captured?.GetValueOrDefault(wanted);
                        known &= value is not null;
                        return value ?? "";
                    }
                );
            return known ? filled : null;
        }

        // A number is one digit, whatever follows (ngx_http_script_compile).
        [GeneratedRegex(@"\$(\{(?<name>\w+)\}|(?<name>[1-9])|(?<name>[A-Za-z_]\w*))")]
        private static partial Regex Name();
    }
}
