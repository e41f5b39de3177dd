using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Engine;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>What hardware a cache can be set up for; whoever names other hardware is told what is allowed.</summary>
public static partial class HardwareLimits
{
    // Nix itself needs some 200 MB to evaluate anything.
    public static readonly ByteSize LeastMemory = new(512 * ByteSize.Mebi);
    public static readonly ByteSize MostMemory = ByteSize.OfGiB(4096);

    // A system and one closure of a desktop.
    public static readonly ByteSize LeastDisk = ByteSize.OfGB(8);
    public static readonly ByteSize MostDisk = ByteSize.OfGB(8000);

    public const int MostCores = 1024;

    // IFNAMSIZ of the kernel, with its end.
    private const int LongestInterface = 15;

    /// <param name="option">Where it was given, such as <c>--ram</c>.</param>
    public static ByteSize Memory(string option, string text) =>
        ByteSize.TryParseMemory(text, out var size) && size >= LeastMemory && size <= MostMemory
            ? size
            : throw new UsageError(
                $"{option} {Shown(text)}: give the memory with its unit, such as 4GB or 8GiB, from {LeastMemory} to {MostMemory}."
            );

    public static ByteSize Disk(string option, string text) =>
        ByteSize.TryParseStorage(text, out var size) && size >= LeastDisk && size <= MostDisk
            ? size
            : throw new UsageError(
                $"{option} {Shown(text)}: give the size of the disk with its unit, such as 120GB or 1TB, from {LeastDisk.AsStorage} to {MostDisk.AsStorage}."
            );

    public static int Cores(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cores)
        && cores is >= 1 and <= MostCores
            ? cores
            : throw new UsageError(
                $"{option} {Shown(text)}: give a whole number of cores, from 1 to {MostCores}."
            );

    public static string Interface(string option, string text) =>
        text.Length <= LongestInterface && InterfaceName().IsMatch(text) && text != "lo"
            ? text
            : throw new UsageError(
                $"{option} {Shown(text)}: give the name of a network interface, such as enp3s0: at most {LongestInterface} letters, digits, '.', '_' and '-', and not lo. 'ip link' lists them."
            );

    private static string Shown(string text) => text.Length == 0 ? "is empty" : $"'{text}'";

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex InterfaceName();
}
