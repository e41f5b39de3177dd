using System.Text.RegularExpressions;

namespace Verify.Scenarios.Nightly.Jobs;

/// <summary>The jobs that --only and --exclude leave, and those that they leave out.</summary>
internal sealed record JobSelection(IReadOnlyList<Job> Jobs, IReadOnlyList<Job> LeftOut)
{
    /// <exception cref="UsageError">A word that names no job, or words that leave none.</exception>
    public static JobSelection Of(
        IReadOnlyList<Job> all,
        IReadOnlyList<string> only,
        IReadOnlyList<string> exclude
    )
    {
        foreach (var (option, pattern) in Named("--only", only).Concat(Named("--exclude", exclude)))
            if (!all.Any(job => Matches(pattern, job.Name)))
                throw new UsageError(
                    $"{option} {pattern}: no job has this name. Jobs are: {string.Join(", ", all.Select(job => job.Name))}; "
                        + "the beginning of a name stands for all below it, * for any letters."
                        + NearestMatch.Hint(pattern, all.SelectMany(Words).Distinct())
                );
        var lookup = all.ToLookup(job =>
            (only.Count == 0 || only.Any(pattern => Matches(pattern, job.Name)))
            && !exclude.Any(pattern => Matches(pattern, job.Name))
        );
        return lookup[true].Any()
            ? new([.. lookup[true]], [.. lookup[false]])
            : throw new UsageError(
                "--only and --exclude leave no job. Take one of them back; --plan shows what is left."
            );
    }

    /// <summary>Whether a word is a job's name, or the beginning of it up to a slash.</summary>
    public static bool Matches(string pattern, string name) =>
        Regex.IsMatch(
            name,
            $@"\A{Regex.Escape(pattern.TrimEnd('/')).Replace(@"\*", ".*", StringComparison.Ordinal)}(/.*)?\z",
            RegexOptions.CultureInvariant
        );

    // "drill", "drill/nginx-caching", "drill/nginx-caching/quick".
    private static IEnumerable<string> Words(Job job)
    {
        var parts = job.Name.Split('/');
        return parts.Select((_, i) => string.Join('/', parts.Take(i + 1)));
    }

    private static IEnumerable<(string Option, string Pattern)> Named(
        string option,
        IReadOnlyList<string> patterns
    ) => patterns.Select(pattern => (option, pattern));
}
