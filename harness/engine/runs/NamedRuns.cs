using Verify.Engine.Journals;
using Verify.Engine.Trust;

namespace Verify.Engine.Runs;

/// <summary>Runs as the user names them.</summary>
public static class NamedRuns
{
    public const string Latest = "latest";

    private const int MostNamed = 5;

    /// <summary>Makes a run that is kept elsewhere (<c>--out</c>) known here, so that rollback finds what it left.</summary>
    public static void Remember(string folder)
    {
        TrustedFolder.OpenOrMake(Checkout.Out).Dispose();
        var here = Path.Combine(Checkout.Out, Path.GetFileName(folder));
        if (here != folder)
            File.CreateSymbolicLink(here, folder);
    }

    public static bool IsKnown(string run) => Candidates(run).Any(IsThere);

    /// <summary>The folder of a run, by its id or path.</summary>
    /// <exception cref="NotTrusted">Somebody else could have written to it.</exception>
    public static string Find(string run)
    {
        var folder = Named(run);
        RunFolder.MustBeOurs(folder);
        return folder;
    }

    private static string Named(string run)
    {
        var candidates = Candidates(run);
        var found = candidates.FirstOrDefault(IsThere);
        if (found is not null)
            return Path.GetFullPath(found);
        var known = Directory.Exists(Checkout.Out)
            ? Directory
                .GetDirectories(Checkout.Out)
                .Where(IsThere)
                .Select(folder => Path.GetFileName(folder)!)
                .Where(name => name != Latest)
                .Order(StringComparer.Ordinal)
                .ToArray()
            : [];
        throw new UsageError(
            $"There is no run '{run}': no {RunFolder.RecordName} in {string.Join(" or ", candidates.Distinct())}. "
                + (
                    known.Length == 0
                        ? "Nothing has been run yet."
                        : $"The last runs are {string.Join(", ", known.TakeLast(MostNamed))}."
                )
        );
    }

    private static string[] Candidates(string run) =>
        [Path.Combine(Checkout.Out, run), Path.GetFullPath(run)];

    // Of a run that was undone by the copy in a tree, the journal may be all that there is.
    private static bool IsThere(string folder) =>
        File.Exists(RunFolder.RecordOf(folder))
        || File.Exists(Path.Combine(folder, Journal.FileName));
}
