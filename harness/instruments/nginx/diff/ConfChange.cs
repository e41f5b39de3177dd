using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>What kind of difference it is.</summary>
public enum ChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>The same line in another order or another context.</summary>
    Moved,

    /// <summary>Only a comment differs.</summary>
    CommentOnly,

    /// <summary>The text differs, and the value in force is the same everywhere.</summary>
    NoOp,
}

/// <summary>One difference between two configurations, as nginx sees it.</summary>
/// <param name="Context">Where, such as http/server/location ~ \.m3u8$.</param>
/// <param name="Directive">Its name; "#" for a comment, the opening such as "location /x" for a whole block.</param>
/// <param name="Old">The arguments before, as typed; null where it was not there.</param>
/// <param name="New">The arguments after.</param>
/// <param name="Affected">The servers and locations in which another value is in force now.</param>
/// <param name="Note">What else a reader should know.</param>
public sealed record ConfChange(
    ChangeKind Kind,
    string Context,
    string Directive,
    string? Old,
    string? New,
    SourcePlace? Before,
    SourcePlace? After,
    IReadOnlyList<AffectedPlace> Affected,
    string? Note = null
)
{
    /// <summary>The locations among the affected places: those that inherit it and the one it stands in.</summary>
    public IReadOnlyList<string> AffectedLocations =>
        [
            .. Affected
                .Where(place => place.Kind != ContextKind.Server)
                .Select(place => place.Context),
        ];
}

/// <summary>A place where a change puts another value in force.</summary>
public sealed record AffectedPlace(
    string Context,
    ContextKind Kind,
    ValueInForce Old,
    ValueInForce New
);
