using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>A table of small configurations, one thing right or wrong in each: our verdict and nginx's, and the same reason.</summary>
[Parallelizable]
public sealed class NginxCorpusTests
{
    // Where we say less than nginx, and why.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["server location ~ a{2} { }"] =
            "the brace ends the word; nginx stops at the directive \"2}\", we at the brace that is missing in the end",
    };

    private const string Zones =
        "proxy_cache_path $DIR/z keys_zone=z:1m; limit_req_zone $uri zone=a:1m rate=1r/s; limit_conn_zone $uri zone=c:1m;";

    private static IEnumerable<string> Rows() =>
        Golden.Text("agreement.txt").Split('\n').Where(row => row.Length > 0 && row[0] != '#');

    [Test]
    public void The_table_is_as_long_as_it_claims_and_the_exceptions_stand_in_it()
    {
        Assert.That(Rows().Count(), Is.GreaterThanOrEqualTo(300));
        Assert.That(Rows().Distinct().Count(), Is.EqualTo(Rows().Count()));
        Assert.That(Exceptions.Keys, Is.SubsetOf(Rows()));
    }

    [TestCaseSource(nameof(Rows))]
    public void We_say_what_nginx_says(string row)
    {
        using var nginx = new RealNginx();
        var text = Configuration(nginx, row);
        var (accepts, says) = nginx.Test(text);
        var ours = Judge(text);
        var agree = accepts == (ours.Count == 0) && (accepts || ours.Any(it => says.Contains(it)));
        Assert.That(
            agree,
            Is.EqualTo(!Exceptions.ContainsKey(row)),
            $"nginx: {says}\nwe: {string.Join(" | ", ours)}"
        );
    }

    private static string Configuration(RealNginx nginx, string row)
    {
        var (place, line) = row.Split(' ', 2) is [var p, var rest] ? (p, rest) : (row, "");
        var zones = line.StartsWith("$ZONES ", StringComparison.Ordinal)
            ? Zones.Replace("$DIR", nginx.Folder)
            : "";
        line = line.Replace("$ZONES ", "").Replace("$DIR", nginx.Folder);
        return place switch
        {
            "main" => nginx.Around(main: line),
            "events" => nginx.Around(events: line),
            "http" => nginx.Around(http: line),
            "server" => nginx.Around(server: line),
            "location" => nginx.Around(http: zones, location: line),
            _ => throw new AssertionException($"'{place}' is no place"),
        };
    }

    private static IReadOnlyList<string> Judge(string text)
    {
        try
        {
            return [.. ConfCheck.Of(NginxConf.Parse(text, "nginx.conf")).Select(it => it.Says)];
        }
        catch (UsageError error)
        {
            return [error.Message.Split(" in nginx.conf:")[0]];
        }
    }
}
