namespace Verify.Origin.Keys;

/// <summary>What a key's value is, and so how it is read, checked and described.</summary>
public enum KeyKind
{
    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A whole number between the key's bounds.</summary>
    Number,

    /// <summary>A number with k or m, its bounds in kbit/s.</summary>
    Bitrate,

    /// <summary>One of the allowed words.</summary>
    Choice,

    /// <summary>One of the allowed whole numbers.</summary>
    NumberChoice,

    /// <summary>Allowed words joined with + as FFmpeg joins flags; they replace the list.</summary>
    Words,

    /// <summary>Text of the key's shape.</summary>
    Text,

    /// <summary>A list that only a profile file can give.</summary>
    List,
}
