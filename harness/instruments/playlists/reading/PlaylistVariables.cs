using System.Collections.ObjectModel;
using System.Text;

namespace Verify.Instruments.Playlists.Reading;

/// <summary>The variables of EXT-X-DEFINE and what they are put in place of (rfc8216bis section 4.3).</summary>
internal sealed class PlaylistVariables(PlaylistContext context, int expandable)
{
    public static readonly IReadOnlyDictionary<string, string> None = ReadOnlyDictionary<
        string,
        string
    >.Empty;

    private const string Open = "{$";

    private Dictionary<string, string>? values;
    private int expanded;

    public IReadOnlyDictionary<string, string> Values => values ?? None;

    public PlaylistContext Context => context;

    public bool Define(string name, string value) => (values ??= []).TryAdd(name, value);

    /// <summary>The text with each {$name} replaced.</summary>
    /// <exception cref="PlaylistError">It names a variable that is not defined, or grows past the limit.</exception>
    public string In(PlaylistLine line, string text)
    {
        var at = text.IndexOf(Open, StringComparison.Ordinal);
        if (at < 0)
            return text;
        var whole = new StringBuilder();
        var done = 0;
        for (; at >= 0; at = text.IndexOf(Open, done, StringComparison.Ordinal))
        {
            var close = text.IndexOf('}', at);
            if (close < 0)
                break;
            var name = text[(at + Open.Length)..close];
            if (values is null || !values.TryGetValue(name, out var value))
                throw new PlaylistError(
                    line.Number,
                    $"the variable '{PlaylistValues.Shown(name)}' is not defined before",
                    "rfc8216bis section 4.3"
                );
            whole.Append(text, done, at - done).Append(value);
            if ((expanded += value.Length) > expandable)
                throw new PlaylistError(
                    line.Number,
                    $"variables expand to more than {expandable} characters",
                    "rfc8216bis section 4.3"
                );
            done = close + 1;
        }
        return whole.Append(text, done, text.Length - done).ToString();
    }
}
