using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>What a user's profile says of itself beside its values.</summary>
internal static class ProfileWords
{
    public const string Extends = "extends";
    public const string Description = "description";
    public const string Purpose = "purpose";

    /// <summary>A name stands in commands and in reports; with a dot it would be a file.</summary>
    public const string Name = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    public const string NameShape =
        "at most 64 letters, digits, _ and -, of which the first is a letter or a digit";

    // On one line, and nothing that steers a terminal or reorders what stands beside it.
    private const string Line =
        "[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]{1,200}";
    private const string LineShape = "one line of at most 200 characters";

    public static readonly IReadOnlyList<Key> Keys =
    [
        new(Extends, KeyKind.Text, "the profile that it starts from; without it, the base")
        {
            Pattern = Name,
            Shape = "the name of a profile of the same kind",
        },
        new(Description, KeyKind.Text, "what it is, as profiles lists it")
        {
            Pattern = Line,
            Shape = LineShape,
        },
        new(Purpose, KeyKind.Text, "what it is for, as profiles lists it")
        {
            Pattern = Line,
            Shape = LineShape,
        },
    ];
}
