using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>Paths that reach each location of two servers, and those where two of their patterns meet.</summary>
internal static class WitnessPaths
{
    private const string Name = "witness";

    /// <summary>Heads times tails grow with the square: past this the rest is left out, and the report says so.</summary>
    public const int Most = 20_000;

    private const int MostOfThree = 5_000;

    public static IReadOnlyList<string> Of(
        IEnumerable<ConfContext> servers,
        IEnumerable<LocationPattern> more
    )
    {
        var patterns = servers
            .SelectMany(server => server.SelfAndDescendants)
            .Where(it => it.Kind == ContextKind.Location)
            .Select(it => LocationPattern.Of(it.Opener!))
            .Concat(more)
            .Distinct()
            .Where(it => !it.IsNamed)
            .ToList();
        var samples = patterns
            .Where(it => it.IsRegex)
            .SelectMany(PatternSample.Of)
            .Where(it => it.Length > 0)
            .Distinct()
            .ToList();
        var heads = patterns
            .Where(it => !it.IsRegex)
            .Select(it => it.Text)
            .Concat(samples)
            .Where(it => it.StartsWith('/'))
            .Prepend("/")
            .Distinct()
            .ToList();
        string[] tails = [Name, .. samples.Select(it => Name + it), "", $"/{Name}", .. samples];
        // Near a prefix with a slash at its end the path without it is another one.
        var bare = heads.Where(it => it.Length > 1 && it.EndsWith('/')).Select(it => it[..^1]);
        var two = heads.Concat(bare).SelectMany(head => tails.Select(tail => Joined(head, tail)));
        // Where three patterns meet, as long as they are few.
        var three =
            heads.Count * samples.Count * samples.Count > MostOfThree
                ? []
                : heads.SelectMany(head =>
                    samples.SelectMany(one =>
                        samples.Where(it => it != one).Select(it => Joined(head, one + it))
                    )
                );
        return [.. two.Concat(three).Distinct().Select(Sent).Take(Most)];
    }

    private static string Joined(string head, string tail) =>
        head.EndsWith('/') && tail.StartsWith('/') ? head + tail[1..] : head + tail;

    private static string Sent(string path) =>
        string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
