namespace Verify.Origin;

/// <summary>The same configuration without open_file_cache: the control, which sees every file as it is.</summary>
public static class CacheOff
{
    private const string Directive = "open_file_cache";

    /// <exception cref="EditRefused">There is no open_file_cache to switch off.</exception>
    public static string Apply(string configuration)
    {
        var off = false;
        var kept = new List<string>();
        foreach (var line in configuration.Split('\n'))
        {
            if (!line.TrimStart().StartsWith(Directive, StringComparison.Ordinal))
            {
                kept.Add(line);
                continue;
            }
            // A comment that explains the cache would be untrue of the control.
            while (kept.Count > 0 && kept[^1].TrimStart().StartsWith('#'))
            {
                kept.RemoveAt(kept.Count - 1);
            }
            if (!off && line.TrimStart().StartsWith(Directive + " ", StringComparison.Ordinal))
            {
                var indent = line[..^line.TrimStart().Length];
                kept.Add($"{indent}# Control: every request looks the file up.");
                kept.Add($"{indent}{Directive} off;");
                off = true;
            }
        }
        return off
            ? string.Join('\n', kept)
            : throw new EditRefused($"the configuration has no {Directive} to switch off");
    }
}
