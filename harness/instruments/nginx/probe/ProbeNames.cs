using Verify.Instruments.Nginx.Inforce;

namespace Verify.Instruments.Nginx.Probe;

/// <summary>Names beside a live file that are answered as it is: by the same location, from the same folder.</summary>
/// <param name="live">How the live file is asked for.</param>
/// <param name="file">Where it lies.</param>
/// <param name="asked">Every configuration that is to answer so, each with the server that is asked.</param>
public sealed class ProbeNames(string live, string file, IReadOnlyList<AskedServer> asked)
{
    // A part of a fixed length may be bounded, as in [1-4]: so many values in a row may not fit.
    private const int Misses = 12;

    private readonly string folder = Path.GetDirectoryName(file)!;

    /// <summary>What answers the live file, and no other name that could be tried.</summary>
    public string None =>
        string.Join(
            "; ",
            asked
                .Select(one => Route.Of(one.Conf, one.Server, live).Location)
                .Select(place =>
                    $"{place.Path} ({place.Opener!.Place}) answers {live}, and no other name that could be tried is answered by it from {folder}"
                )
                .Distinct()
        );

    /// <summary>So many of them, or fewer where the location takes no more.</summary>
    /// <param name="mark">What they say, such as verify-probe.</param>
    public IReadOnlyList<Probed> Take(int count, string mark)
    {
        var (path, query) = Split(live);
        var slash = path.LastIndexOf('/') + 1;
        var name = Uri.UnescapeDataString(path[slash..]);
        IReadOnlyList<Probed> best = [];
        foreach (var template in NameTemplates.Of(name, mark))
        {
            var taken = Taken(
                n =>
                    template(n) is { } made && made != name
                        ? path[..slash] + Uri.EscapeDataString(made) + query
                        : null,
                count,
                // Most ways fit for every number or for none.
                misses: template(0)?.Length == name.Length ? Misses : 1
            );
            if (taken.Count > best.Count)
                best = taken;
            if (best.Count == count)
                break;
        }
        return best;
    }

    private List<Probed> Taken(Func<int, string?> uriOf, int count, int misses)
    {
        var taken = new List<Probed>();
        for (int n = 0, missed = 0; taken.Count < count && missed < misses; n++)
            if (uriOf(n) is { } uri && Fits(uri) is { } probe)
            {
                taken.Add(probe);
                missed = 0;
            }
            else
                missed++;
        return taken;
    }

    private Probed? Fits(string uri)
    {
        if (asked.Any(one => SameAnswer.Objection(one, live, uri) is not null))
            return null;
        // It lies where the live file does, and nothing that is looked for before it is there.
        var files = asked
            .Select(one =>
                ServedFile
                    .Tried(one, uri)
                    .FirstOrDefault(tried =>
                        Path.GetDirectoryName(tried.Path) == folder || Path.Exists(tried.Path)
                    )
                    ?.Path
            )
            .Distinct()
            .ToArray();
        return
            files is [{ } path]
            && path != file
            && Path.GetDirectoryName(path) == folder
            && !Path.Exists(path)
            ? new(uri, path)
            : null;
    }

    private static (string Path, string Query) Split(string uri) =>
        uri.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at
            ? (uri[..at], uri[at..])
            : (uri, "");
}

/// <summary>A probe: how it is asked for, and where it lies.</summary>
public sealed record Probed(string Uri, string File);
