using System.Globalization;
using Verify.Reports.Record;

namespace Verify.Reports.Tree;

/// <summary>Cuts text that a viewer would choke on, and says how much there was and where all of it is.</summary>
internal static class Bounded
{
    public static string To(int most, string text)
    {
        if (text.Length <= most)
        {
            return text;
        }
        // Half of a pair is no character.
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end]
            + string.Create(
                CultureInfo.InvariantCulture,
                $"... ({text.Length} characters; the whole is in {RunRecord.FileName})"
            );
    }
}
