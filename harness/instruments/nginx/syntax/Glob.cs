namespace Verify.Instruments.Nginx.Syntax;

/// <summary>glob(3) as nginx calls it: * ? [set] and backslash in each part of a path, hidden files left out, sorted.</summary>
internal static class Glob
{
    // nginx asks just this before it calls glob(3).
    public static bool IsPattern(string name) => name.AsSpan().IndexOfAny("*?[") >= 0;

    public static IReadOnlyList<string> Expand(string pattern)
    {
        IEnumerable<string> found = ["/"];
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = IsPattern(part)
                ? [.. found.SelectMany(folder => Entries(folder, part))]
                :
                [
                    .. found
                        .Select(folder => Path.Combine(folder, part))
                        .Where(path => Path.Exists(path)),
                ];
        }
        // nginx never sets a locale, so its glob sorts by byte.
        return [.. found.Order(StringComparer.Ordinal)];
    }

    public static bool Matches(string pattern, string name)
    {
        if (name.StartsWith('.') && !pattern.StartsWith('.'))
        {
            return false;
        }
        // The usual walk with one place to return to, so that many stars cost no more than their product.
        int p = 0,
            n = 0,
            star = -1,
            resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && One(pattern, p, name[n], out var next))
            {
                p = next;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }
        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static bool One(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        switch (pattern[at])
        {
            case '?':
                return true;
            case '\\' when next < pattern.Length:
                return pattern[next++] == c;
            case '[' when pattern.IndexOf(']', Math.Min(at + 2, pattern.Length)) is var end and > 0:
                next = end + 1;
                return InSet(pattern.AsSpan(at + 1, end - at - 1), c);
            default:
                return pattern[at] == c;
        }
    }

    private static bool InSet(ReadOnlySpan<char> set, char c)
    {
        var negated = set[0] is '!' or '^';
        set = negated ? set[1..] : set;
        for (var i = 0; i < set.Length; i++)
        {
            var last = i + 2 < set.Length && set[i + 1] == '-' ? set[i + 2] : set[i];
            if (c >= set[i] && c <= last)
            {
                return !negated;
            }
            i += last == set[i] ? 0 : 2;
        }
        return negated;
    }

    private static IEnumerable<string> Entries(string folder, string pattern)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFileSystemEntries(folder)
                    .Where(path => Matches(pattern, Path.GetFileName(path))),
            ];
        }
        // glob(3) passes over what it may not read, and over a file where a folder was meant.
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }
}
