using System.Security.Cryptography;
using System.Text;

namespace Verify.Tests.Attacks;

/// <summary>A journal as a stranger writes one: its sums fit, since they need no key.</summary>
/// <remarks>By hand, and not by the engine: whatever becomes of its classes, this is what can lie on a disk.</remarks>
internal static class PlantedJournal
{
    private const string At = "\"at\":\"2026-11-27T00:00:00+00:00\"";
    private const int SumLength = 32;

    /// <param name="folder">The run's, as the journal has it.</param>
    /// <param name="undos">Of acts that are under way.</param>
    public static string Of(string folder, IEnumerable<string> undos)
    {
        string[] lines =
        [
            $$"""{"number":1,"id":0,"state":"opened",{{At}},"note":"{{folder}}"}""",
            .. undos.Select(
                (undo, index) =>
                    $$"""{"number":{{index + 2}},"id":{{index + 1}},"state":"intended",{{At}},"undo":{{undo}}}"""
            ),
        ];
        return string.Concat(
            lines.Select(line => $$"""{"sum":"{{Sum(line)}}","line":{{line}}}""" + "\n")
        );
    }

    /// <summary>An undo under each name that it has had: by the class, as journals were written, and by its word.</summary>
    public static string[] Act(string word, string type, string more) =>
        [$$"""{"act":"{{type}}",{{more}}}""", $$"""{"act":"{{word}}",{{more}}}"""];

    private static string Sum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..SumLength];
}
