using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Instruments.BinaryCache;

/// <summary>What a binary cache says of a path.</summary>
/// <param name="Url">Of the path's content, within the cache.</param>
/// <param name="Compression">Such as zstd, xz or none.</param>
/// <param name="FileSize">Of the content as it is served; null where it is not said.</param>
/// <param name="NarSize">Of the content unpacked.</param>
/// <param name="References">Names of paths that it needs.</param>
/// <param name="Signatures">Each as NAME:BASE64.</param>
/// <remarks>Source: parsing of narinfos in nix 2.8, src/libstore/nar-info.cc.</remarks>
public sealed partial record NarInfo(
    string StorePath,
    string Url,
    string Compression,
    string? FileHash,
    long? FileSize,
    string NarHash,
    long NarSize,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Signatures
)
{
    // Far more than any: one with thousands of references.
    private const int MostBytes = 1024 * 1024;

    // What nix takes it to be where nothing is said.
    private const string Unsaid = "bzip2";

    /// <exception cref="FormatException">It is none. The message names the line.</exception>
    public static NarInfo Parse(string text)
    {
        var fields = CacheFields.Parse(text, MostBytes);
        return new(
            Checked(fields.One("StorePath"), StorePathForm(), "a path of a store"),
            Checked(fields.One("URL"), Within(), "a file within the cache"),
            fields.Maybe("Compression") ?? Unsaid,
            fields.Maybe("FileHash"),
            fields.Maybe("FileSize") is { } size ? Size("FileSize", size) : null,
            Checked(fields.One("NarHash"), Hash(), "a SHA-256"),
            Size("NarSize", fields.One("NarSize")),
            (fields.Maybe("References") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            fields.All("Sig")
        );
    }

    private static string Checked(string value, Regex form, string what) =>
        form.IsMatch(value) ? value : throw new FormatException($"'{value}' is not {what}.");

    private static long Size(string name, string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw new FormatException($"{name}: '{value}' is not a size in bytes.");

    [GeneratedRegex(@"\A(?!.*/\.\.?/)/[^\0]*/[0-9a-df-np-sv-z]{32}-[0-9A-Za-z+\-._?=]{1,211}\z")]
    private static partial Regex StorePathForm();

    // No part of it is "..", and it does not begin at the root: it would name a file outside of the cache.
    [GeneratedRegex(@"\A(?!/)(?!(?:.*/)?\.\.(?:/|\z))[0-9A-Za-z+\-._?=/]{1,512}\z")]
    private static partial Regex Within();

    [GeneratedRegex(@"\Asha256:([0-9a-df-np-sv-z]{52}|[0-9a-f]{64})\z")]
    private static partial Regex Hash();
}
