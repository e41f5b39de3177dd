using System.Globalization;

namespace Verify.Instruments.BinaryCache;

/// <summary>What a binary cache says of itself in nix-cache-info.</summary>
/// <param name="StoreDir">A client with another store ignores the cache.</param>
/// <param name="WantMassQuery">Whether a client may ask for many narinfos at once.</param>
/// <param name="Priority">The lower, the sooner it is asked; null where it is not said (nix then takes 50).</param>
public sealed record CacheIdentity(string? StoreDir, bool WantMassQuery, int? Priority)
{
    public const string FileName = "nix-cache-info";

    private const int MostBytes = 64 * 1024;

    /// <exception cref="FormatException">It is none. The message names the line.</exception>
    public static CacheIdentity Parse(string text)
    {
        var fields = CacheFields.Parse(text, MostBytes);
        return new(
            fields.Maybe("StoreDir"),
            fields.Maybe("WantMassQuery") == "1",
            fields.Maybe("Priority") is not { } said ? null
                : int.TryParse(
                    said,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                : throw new FormatException($"Priority: '{said}' is not a number.")
        );
    }
}
