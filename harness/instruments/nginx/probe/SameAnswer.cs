using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Probe;

/// <summary>Whether a configuration answers one path as it answers another, as far as it tells.</summary>
/// <remarks>What it does not tell, a map of the path say, shows in the answers themselves.</remarks>
internal static class SameAnswer
{
    /// <returns>Why the other may be answered differently, or null.</returns>
    public static string? Objection(AskedServer asked, string live, string other)
    {
        var (one, two) = (
            Route.Of(asked.Conf, asked.Server, live),
            Route.Of(asked.Conf, asked.Server, other)
        );
        if (one.Location != two.Location)
            return $"{other} is answered by {two.Location.Path}, {live} by {one.Location.Path}";
        foreach (var level in new[] { one.Server, one.Location }.Distinct())
        {
            var rewrite = level
                .Named("rewrite")
                .FirstOrDefault(line => Rewrites(line, one.Uri) != Rewrites(line, two.Uri));
            if (rewrite is not null)
                return $"rewrite {rewrite.ArgsText} takes one of them ({rewrite.Place})";
            var condition = level
                .Named("if")
                .FirstOrDefault(line => Holds(line, asked, one.Uri) != Holds(line, asked, two.Uri));
            if (condition is not null)
                return $"if {condition.ArgsText} holds for one of them ({condition.Place})";
        }
        return null;
    }

    private static bool Rewrites(Directive rewrite, string uri) =>
        rewrite.Args.FirstOrDefault() is { } regex
        && PcrePattern.Compile(regex, ignoreCase: false, rewrite.Place).IsMatch(uri);

    /// <summary>Of what the path has a say in: all else is the same for both.</summary>
    private static bool Holds(Directive line, AskedServer asked, string uri)
    {
        var read = IfCondition.Of(line);
        var value = read.Variable switch
        {
            "uri" or "document_uri" or "request_uri" => uri,
            "request_filename" => asked.FileOf(uri).Path,
            "request" => $"GET {uri} HTTP/1.1",
            _ => null,
        };
        if (value is null || read.Operand is not { } operand)
            return false;
        return read.IsRegex
            ? PcrePattern
                .Compile(operand, line.Args.Any(word => word is "~*" or "!~*"), line.Place)
                .IsMatch(value)
            : value == operand;
    }
}
