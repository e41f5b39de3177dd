using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>Where a value in force comes from.</summary>
public enum Standing
{
    /// <summary>Set at the very place.</summary>
    Own,

    /// <summary>Set at a level above.</summary>
    Inherited,

    /// <summary>Set nowhere; what nginx does then.</summary>
    Default,

    /// <summary>Set nowhere, and no default is known.</summary>
    Unset,
}

/// <summary>One line that sets a directive, or nginx's default (which has no place).</summary>
/// <param name="Text">The arguments as typed.</param>
/// <param name="Context">The context it stands in, such as http/server.</param>
public sealed record Setting(
    string Directive,
    string Text,
    string? Context = null,
    SourcePlace? Place = null
)
{
    public override string ToString() =>
        Place is null ? $"{Text} (nginx's default)" : $"{Text} (set in {Context}, {Place})";
}

/// <summary>The value of a directive in force at a place, after nginx's inheritance.</summary>
/// <param name="Settings">One for a plain directive; all lines of the level that counts for a list.</param>
/// <param name="Canonical">Equal for values that mean the same.</param>
public sealed record ValueInForce(
    string Directive,
    Standing Standing,
    IReadOnlyList<Setting> Settings,
    string Canonical
)
{
    /// <summary>The value as typed; the lines of a list are divided by "; ".</summary>
    public string Text => string.Join("; ", Settings.Select(setting => setting.Text));

    /// <summary>What nginx merges with the lines of a list by itself, such as text/html with gzip_types.</summary>
    public string? Merged =>
        Standing is Standing.Own or Standing.Inherited ? Inheritance.AddedTo(Directive) : null;

    public bool SameAs(ValueInForce other) => Canonical == other.Canonical;

    public override string ToString() =>
        Settings.Count == 0
            ? $"{Directive} is not set"
            : $"{Directive} {string.Join("; ", Settings)}";
}
