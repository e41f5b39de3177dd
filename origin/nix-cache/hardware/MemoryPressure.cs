using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>The share of time in which some process waited for memory (PSI of the kernel).</summary>
public static partial class MemoryPressure
{
    public const string File = "/proc/pressure/memory";

    /// <summary>In percent, over the last 10 s; null where the kernel does not say.</summary>
    public static double? Read() => System.IO.File.Exists(File) ? Of(Text()) : null;

    public static double? Of(string text) =>
        Some().Match(text) is { Success: true } found
            ? double.Parse(found.Groups["percent"].Value, CultureInfo.InvariantCulture)
            : null;

    // A kernel that has it and leaves it off lets nobody read it.
    private static string Text()
    {
        try
        {
            return System.IO.File.ReadAllText(File);
        }
        catch (IOException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"^some avg10=(?<percent>[0-9]{1,3}\.[0-9]{1,6}) ", RegexOptions.Multiline)]
    private static partial Regex Some();
}
