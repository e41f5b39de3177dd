using Verify.Engine;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>Asks two configurations the same requests and tells which are answered differently.</summary>
public sealed class RequestDiff
{
    private readonly Side before;
    private readonly Side after;
    private readonly IReadOnlyList<AskedPath> own;
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);
    private readonly List<string> notShown = [];
    private int asked;

    private RequestDiff(NginxConf before, NginxConf after, IReadOnlyList<AskedPath> own)
    {
        this.before = new(before);
        this.after = new(after);
        this.own = own;
    }

    /// <param name="own">The user's own witnesses, asked of every pair of servers.</param>
    public static RequestReport Between(
        NginxConf before,
        NginxConf after,
        IReadOnlyList<AskedPath> own
    ) => new RequestDiff(before, after, own).Report();

    /// <summary>What is different for this one request; null where nothing is.</summary>
    internal static RequestChange? Of(NginxConf before, NginxConf after, Witness witness)
    {
        var diff = new RequestDiff(before, after, []);
        diff.Compare(
            new(
                witness.Listener.Among(diff.before.Servers)?.For(witness.Host),
                witness.Listener.Among(diff.after.Servers)?.For(witness.Host),
                witness.Listener,
                witness.Host
            ),
            new(witness.Path, 0)
        );
        return diff.groups.Values.SingleOrDefault()?.ToChange();
    }

    private RequestReport Report()
    {
        var pairs = new ServerPairs(before, after);
        foreach (var pair in pairs.All)
            Ask(pair);
        notShown.InsertRange(0, pairs.NotShown);
        return new(
            asked,
            [.. groups.Values.Select(group => group.ToChange())],
            [.. notShown.Distinct()],
            own.Sum(it => it.Count)
        );
    }

    private void Ask(ServerPair pair)
    {
        if (
            pair is { Before: { } one, After: { } two }
            && before.Signatures.Of(one) == after.Signatures.Of(two)
        )
        {
            // Equal in all that a request can meet: the user's own are counted, and need no answer.
            asked += own.Count;
            return;
        }
        var paths = WitnessPaths.Of(
            new[] { pair.Before, pair.After }.OfType<ConfContext>(),
            before.Values.Definitions.Patterns.Concat(after.Values.Definitions.Patterns)
        );
        if (paths.Count == WitnessPaths.Most)
            notShown.Add($"only the first {WitnessPaths.Most:N0} paths of a server were asked");
        notShown.Add(
            $"{(pair.After ?? pair.Before)!.Path} is not the same: only its {paths.Count} witnesses were compared"
        );
        foreach (var path in own.Concat(paths.Select(path => new AskedPath(path, 0))))
            Compare(pair, path);
    }

    private void Compare(ServerPair pair, AskedPath path)
    {
        try
        {
            asked++;
            var (one, two) = (
                before.Answer(pair.Before, path.Path),
                after.Answer(pair.After, path.Path)
            );
            var differences = Differences(one, two).ToList();
            var (was, became) = (one?.Location.Path, two?.Location.Path);
            if (was == became && differences.Count == 0)
                return;
            var key = string.Join('\u001F', differences.Prepend<object?>(became).Prepend(was));
            if (!groups.TryGetValue(key, out var group))
                groups[key] = group = new(was, became, differences);
            group.Add(new(pair.Listener, pair.Host, path.Path), path.Count);
        }
        catch (UsageError unreadable)
        {
            notShown.Add(unreadable.Message);
        }
    }

    private IEnumerable<RequestDifference> Differences(Route? one, Route? two)
    {
        if (one is null && two is null)
            yield break;
        if (one is null || two is null)
        {
            yield return new("listen", Connects(one), Connects(two));
            yield break;
        }
        if (one.IsRedirect != two.IsRedirect)
            yield return new("answer", Redirect(one), Redirect(two));
        foreach (
            var name in before.Values.Names(one.Location).Union(after.Values.Names(two.Location))
        )
        {
            var (was, became) = (
                before.Values.Of(one.Location, name, one.Uri),
                after.Values.Of(two.Location, name, two.Uri)
            );
            if (was.Meaning != became.Meaning)
                yield return new(name, was.Text, became.Text, was.IsCertain && became.IsCertain);
        }
    }

    private static string Connects(Route? route) => route is null ? "nobody listens" : "answered";

    private static string Redirect(Route route) => route.IsRedirect ? $"301 to {route.Uri}/" : "";

    private sealed class Group(
        string? was,
        string? became,
        IReadOnlyList<RequestDifference> differences
    )
    {
        private readonly List<Witness> witnesses = [];
        private long count;

        public void Add(Witness witness, long times)
        {
            witnesses.Add(witness);
            count += times;
        }

        public RequestChange ToChange() =>
            new(was, became, differences, [.. witnesses.Distinct()], count);
    }
}
