using System.Text.Json;
using System.Text.RegularExpressions;

namespace Verify.Engine;

/// <summary>Hides secrets in a line of the record: those it was told of, and any password inside a URL.</summary>
public sealed partial class SecretMask(IEnumerable<string> secrets)
{
    private const string Hidden = "***";

    // Shorter strings occur everywhere; masking them would destroy the record and hide nothing.
    private const int ShortestSecret = 4;

    // As they stand inside a JSON string, where quotes and backslashes are escaped.
    private readonly string[] escaped =
    [
        .. secrets
            .Where(secret => secret.Length >= ShortestSecret)
            .Select(secret => JsonSerializer.Serialize(secret, RecordJson.Options)[1..^1])
            .OrderByDescending(secret => secret.Length),
    ];

    public string Apply(string line)
    {
        foreach (var secret in escaped)
            line = line.Replace(secret, Hidden, StringComparison.Ordinal);
        return UserInfo().Replace(line, $"$1{Hidden}@");
    }

    [GeneratedRegex("""([a-z][a-z0-9+.-]*://)[^/\s"'@\\]+@""", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();
}
