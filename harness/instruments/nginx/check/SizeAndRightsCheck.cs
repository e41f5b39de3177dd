using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Sizes of memory pools, and rights and folders of files that nginx writes: what their setters look at.</summary>
internal static class SizeAndRightsCheck
{
    // What a pool needs for itself on a 64-bit machine, and what its blocks are aligned to.
    private const long LeastPool = 112;
    private const long PoolAlignment = 16;

    // The names of temporary files are numbers of ten digits, and the folders' are cut from them.
    private const int LongestLevels = 10;

    private static readonly string[] Rights =
    [
        .. from whose in (string[])["user", "group", "all"]
        from right in (string[])["r", "rw"]
        select $"{whose}:{right}",
    ];

    /// <returns>Null for a directive of another kind.</returns>
    public static IEnumerable<ConfProblem>? Of(Directive line, List<Word> args) =>
        line.Name switch
        {
            "connection_pool_size" or "request_pool_size" or "http2_pool_size" => Pool(
                line,
                args[0]
            ),
            "worker_cpu_affinity" => Affinity(line, args),
            "dav_access" => Access(line, args),
            var name when name.EndsWith("_store_access", StringComparison.Ordinal) => Access(
                line,
                args
            ),
            var name when name.EndsWith("_temp_path", StringComparison.Ordinal) => Levels(
                line,
                args
            ),
            _ => null,
        };

    private static IEnumerable<ConfProblem> Pool(Directive line, Word word)
    {
        if (
            SizeValue.TryParse(word.Value, offset: false, out var bytes)
            && (bytes < LeastPool || bytes % PoolAlignment != 0)
        )
        {
            yield return ConfProblem.Of(
                line,
                word,
                bytes < LeastPool
                    ? $"the pool size must be no less than {LeastPool}"
                    : $"the pool size must be a multiple of {PoolAlignment}",
                "the pool keeps its own list in it",
                $"a multiple of {PoolAlignment} from {LeastPool}"
            );
        }
    }

    private static IEnumerable<ConfProblem> Affinity(Directive line, List<Word> args)
    {
        var masks = args[0].Value == "auto" ? args.Skip(1).ToList() : args;
        foreach (var mask in masks)
        {
            var other = mask.Value.FirstOrDefault(c => c is not ('0' or '1' or ' '));
            if (other != default)
            {
                yield return ConfProblem.Of(
                    line,
                    mask,
                    $"invalid character \"{other}\" in \"worker_cpu_affinity\"",
                    "a mask has a 0 or a 1 for each processor",
                    "masks such as 0101, or auto and perhaps one mask"
                );
            }
        }
    }

    private static IEnumerable<ConfProblem> Access(Directive line, List<Word> args) =>
        args.Where(word => !Rights.Contains(word.Value))
            .Select(word =>
                ConfProblem.Of(
                    line,
                    word,
                    $"invalid value \"{word.Value}\"",
                    "nginx gives no such right",
                    string.Join(", ", Rights)
                )
            );

    private static IEnumerable<ConfProblem> Levels(Directive line, List<Word> args)
    {
        var levels = args.Skip(1).ToList();
        var wrong = levels.FirstOrDefault(word =>
            !NumberValue.TryParse(word.Value, out var level) || level == 0
        );
        if (wrong is null && levels.Sum(word => decimal.Parse(word.Value)) > LongestLevels)
        {
            wrong = levels[^1];
        }
        if (wrong is not null)
        {
            yield return ConfProblem.Of(
                line,
                wrong,
                $"\"{line.Name}\" directive invalid value",
                $"the lengths of folders' names are numbers from 1, {LongestLevels} together at most",
                "PATH, perhaps with up to three lengths such as 1 2"
            );
        }
    }
}
