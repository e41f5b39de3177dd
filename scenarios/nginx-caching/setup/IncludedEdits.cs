using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Rollouts;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>The included change, made to a configuration of the user's: where each directive is in force for what is live.</summary>
/// <param name="places">The live playlists with the server that answers for each; the one that is looked at first.</param>
internal sealed class IncludedEdits(
    OriginProfile profile,
    ServerConfiguration inTree,
    IReadOnlyList<LivePlace> places
)
{
    private const string Cache = "open_file_cache";
    private const string Valid = "open_file_cache_valid";
    private const string Buffers = "output_buffers";

    private static readonly string Fresh = $"{Bounds.Fresh.TotalSeconds:0}s";

    private readonly Dictionary<SourcePlace, List<(string Name, string Value)>> inside = [];
    private readonly Dictionary<SourcePlace, string> replaced = [];
    private readonly List<ExpectedChange> expected = [];

    /// <summary>For a rollout with this profile.</summary>
    public static MakeIncluded By(OriginProfile profile) =>
        (inTree, places) => new IncludedEdits(profile, inTree, places).Make();

    /// <exception cref="UsageError">There is no place where it could be made; it says what to write where.</exception>
    public (IReadOnlyList<TreeEdit> Edits, IReadOnlyList<ExpectedChange> Changes) Make()
    {
        Sized(places[0].Before.At(places[0].Live.Uri));
        foreach (var place in places)
            Playlists(place);
        if (
            inTree.Conf.Root.Children.FirstOrDefault(one => one.Kind == ContextKind.Events) is
            { } events
        )
            Set(events, "multi_accept", "on", "a worker accepts all waiting connections at once");
        var changed = inTree.With(Edited);
        return (
            [
                .. changed
                    .Files.Zip(inTree.Files)
                    .Where(pair => pair.First.Sha256 != pair.Second.Sha256)
                    .Select(pair => new TreeEdit(pair.Second.Path, pair.First.Bytes)),
            ],
            expected
        );
    }

    // At whatever level it is said that is in force for the playlists.
    private void Sized(Effective place)
    {
        var level = place.Context.SelfAndAncestors.FirstOrDefault(one => one.Named(Cache).Any());
        if (level?.Named(Cache).Last() is not { } cache || place.Of(Cache).Text == "off")
            throw Refused(
                $"no {Cache} is in force there, so that nothing is kept and nothing is stale"
            );
        var max = $"max={profile.Derived.OpenFileCacheMax}";
        var value = string.Join(
            ' ',
            cache.Args.Select(word =>
                word.StartsWith("max=", StringComparison.Ordinal) ? max : word
            )
        );
        if (value != cache.ArgsText)
            Replace(level, cache, value, "three entries per file that can exist");
    }

    private void Playlists(LivePlace place)
    {
        var playlists = place.Before.At(place.Live.Uri).Context;
        var segments = place.Live.Segment is { } newest ? place.Before.At(newest).Context : null;
        if (playlists.Kind != ContextKind.Location || playlists == segments)
        {
            // Of the others it is said what was not changed; the one that is looked at has to be.
            if (place == places[0])
                throw Refused(
                    playlists.Kind == ContextKind.Location
                        ? "the location of the playlists answers the segments too"
                        : "no location answers the playlists, but the server itself"
                );
            return;
        }
        Set(
            playlists,
            Valid,
            Fresh,
            "a playlist may be 1 s stale; the directive counts whole seconds"
        );
        Set(playlists, Buffers, "1 4k", "a playlist fits into one small buffer");
        if (segments is { Kind: ContextKind.Location })
            Set(segments, Buffers, "2 256k", "segments are read in large pieces");
    }

    private void Set(ConfContext context, string name, string value, string reason)
    {
        if (expected.Exists(one => one.Context == context.Path && one.Directive == name))
            return;
        if (
            Effective.In(inTree.Conf, context).Of(name)
                is { Text: var now, Standing: not Standing.Default }
            && now == value
        )
            return;
        if (context.Named(name).LastOrDefault() is { } own)
        {
            Replace(context, own, value, reason);
            return;
        }
        var opener = context.Opener!.Place;
        if (!inside.TryGetValue(opener, out var lines))
            inside[opener] = lines = [];
        lines.Add((name, value));
        expected.Add(new(context.Path, name, null, value, reason));
    }

    private void Replace(ConfContext context, Directive own, string value, string reason)
    {
        replaced[own.Place] = value;
        expected.Add(new(context.Path, own.Name, own.ArgsText, value, reason));
    }

    private Directive Edited(Directive one)
    {
        if (replaced.TryGetValue(one.Place, out var value))
            return one with { Words = [one.Words[0], .. Words(value, one)] };
        if (!inside.TryGetValue(one.Place, out var lines) || one.Block is not { } block)
            return one;
        // As far in as what stands there already.
        var before = block.Nodes.OfType<Directive>().FirstOrDefault()?.Words[0].Before ?? "\n    ";
        var indent = before[Math.Max(0, before.LastIndexOf('\n'))..];
        return one with
        {
            Block = block with
            {
                Nodes =
                [
                    .. lines.Select(line => new Directive(
                        [new(indent, line.Name, line.Name, one.Place), .. Words(line.Value, one)],
                        "",
                        null,
                        null,
                        null,
                        // Its own, so that no line is taken for the one that it stands in.
                        one.Place with
                        {
                            Length = 0,
                        }
                    )),
                    .. block.Nodes,
                ],
            },
        };
    }

    private static IEnumerable<Word> Words(string value, Directive at) =>
        value.Split(' ').Select(word => new Word(" ", word, word, at.Place));

    private UsageError Refused(string why)
    {
        var lines = places.Select(place =>
        {
            var context = place.Before.At(place.Live.Uri).Context;
            return $"  {place.Live.Uri}: {context.Path} ({context.Opener!.Place})";
        });
        return new(
            $"The included change cannot be made to {inTree.File}: {why}.\n"
                + $"Live playlists are served by\n{string.Join('\n', lines.Distinct())}\n"
                + "Write, in a location that answers playlists alone (location ~ \\.m3u8$, with the root and add_header lines that are in force there now):\n"
                + $"    {Cache} max={profile.Derived.OpenFileCacheMax} inactive=30s;\n    {Valid} {Fresh};\n    {Buffers} 1 4k;\n"
                + "Then give the configuration with --candidate FILE."
        );
    }
}
