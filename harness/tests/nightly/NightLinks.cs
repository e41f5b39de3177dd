using System.Xml.Linq;

namespace Verify.Tests.Nightly;

/// <summary>What a page of a night refers to.</summary>
internal static class NightLinks
{
    private static readonly string[] Referring = ["href", "src", "srcset", "action", "data"];

    /// <summary>Every address in it, as written.</summary>
    /// <remarks>As XML: a tag that is not closed, or text that is not escaped, is an error.</remarks>
    public static string[] Of(XDocument page) =>
        [
            .. page.Descendants()
                .Attributes()
                .Where(attribute => Referring.Contains(attribute.Name.LocalName))
                .Select(attribute => attribute.Value)
                // Within the page itself.
                .Where(address => !address.StartsWith("data:", StringComparison.Ordinal)),
        ];

    public static IEnumerable<string> Dead(string folder, XDocument page) =>
        Of(page)
            .Where(address =>
                !address.StartsWith("./", StringComparison.Ordinal)
                || !File.Exists(Path.Combine(folder, Uri.UnescapeDataString(address)))
            );
}
