using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Which arguments nginx looks for variables in, and which it finds there.</summary>
internal static class VariableUse
{
    private const string All = "*";
    private const string Last = "last";

    // Directive, and the argument (from 0) that may hold variables.
    private const string Rows = """
        add_header 1
        add_trailer 1
        root 0
        alias 0
        proxy_pass 0
        proxy_set_header 1
        proxy_cache 0
        proxy_cache_key 0
        proxy_cache_bypass *
        proxy_no_cache *
        proxy_method 0
        proxy_set_body 0
        proxy_redirect 1
        proxy_cookie_path 1
        proxy_cookie_domain 1
        proxy_ssl_name 0
        grpc_pass 0
        grpc_set_header 1
        fastcgi_pass 0
        fastcgi_param 1
        fastcgi_cache 0
        fastcgi_cache_key 0
        fastcgi_cache_bypass *
        fastcgi_no_cache *
        uwsgi_pass 0
        uwsgi_param 1
        uwsgi_cache_key 0
        scgi_pass 0
        scgi_param 1
        scgi_cache_key 0
        return 1
        rewrite 1
        set 1
        error_page last
        try_files *
        index *
        expires last
        limit_req_zone 0
        limit_conn_zone 0
        limit_rate 0
        limit_rate_after 0
        auth_basic 0
        auth_basic_user_file 0
        auth_request_set 1
        sub_filter *
        secure_link 0
        secure_link_md5 0
        charset 0
        hash 0
        access_log 0
        """;

    private static readonly Dictionary<string, string> Which = Rows.Split('\n')
        .Select(row => row.Trim().Split(' '))
        .ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>The texts of a directive in which nginx replaces variables.</summary>
    public static IEnumerable<(Word Word, string Text)> Texts(
        Directive directive,
        ConfContext level
    )
    {
        var args = directive.Words.Skip(1).ToList();
        if (level.Kind == ContextKind.Entries)
        {
            return level.Opener!.Name == "map" && args.Count == 1 ? [(args[0], args[0].Value)] : [];
        }
        return (directive.Name, args.Count) switch
        {
            ("map" or "split_clients", 2) or ("geo", 2) => [(args[0], args[0].Value)],
            ("log_format", > 1) => args.Skip(1).Select(word => (word, word.Value)),
            ("if", _) => OfCondition(directive),
            ("return", 1) => [(args[0], args[0].Value)],
            ("access_log", > 1) => args.Where(word =>
                    word == args[0] || word.Value.StartsWith("if=", StringComparison.Ordinal)
                )
                .Select(word => (word, word.Value)),
            _ when !Which.TryGetValue(directive.Name, out _) => [],
            _ => Chosen(args, Which[directive.Name]).Select(word => (word, word.Value)),
        };
    }

    /// <summary>The names after each dollar; or what nginx says of a dollar without one.</summary>
    public static (IReadOnlyList<string> Names, string? Invalid) In(string text)
    {
        var names = new List<string>();
        for (var i = text.IndexOf('$'); i >= 0 && i < text.Length; i = text.IndexOf('$', i))
        {
            i++;
            if (i < text.Length && text[i] is >= '1' and <= '9')
            {
                continue;
            }
            var braced = i < text.Length && text[i] == '{';
            var start = braced ? i + 1 : i;
            i = start;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_'))
            {
                i++;
            }
            var name = text[start..i];
            if (braced && (i == text.Length || text[i] != '}'))
            {
                return (names, $"the closing bracket in \"{name}\" variable is missing");
            }
            if (name.Length == 0)
            {
                return (names, "invalid variable name");
            }
            names.Add(name);
            if (i == text.Length)
            {
                break;
            }
        }
        return (names, null);
    }

    private static IEnumerable<(Word, string)> OfCondition(Directive directive)
    {
        var condition = IfCondition.Of(directive);
        if (condition.Variable is { } variable)
        {
            yield return (directive.Words[1], $"${variable}");
        }
        if (condition is { IsRegex: false, Operand: { } operand })
        {
            yield return (directive.Words[^1], operand);
        }
    }

    private static IEnumerable<Word> Chosen(List<Word> args, string which) =>
        which switch
        {
            All => args,
            Last => args.TakeLast(1),
            _ => args.Skip(int.Parse(which)).Take(1),
        };
}
