namespace Verify.Tests.Answers;

/// <summary>A change of the included origin's configuration, and what has to be said of it.</summary>
/// <param name="Edit">The changed text.</param>
/// <param name="Missed">Beginnings of claims that fail; none where nobody is worse off.</param>
internal sealed record Candidate(string Name, Func<string, string> Edit, params string[] Missed)
{
    public const string Playlist = @"location ~ \.m3u8$ {";
    public const string Segment = @"location ~ \.ts$ {";
    public const string Master = "location = /master.m3u8 {";
    public const string Server = "reuseport;";
    public const string Http = "http {";

    /// <summary>Lines put into a context.</summary>
    public static Candidate In(string context, string lines, string name, params string[] missed) =>
        Of(context, $"{context}\n{lines}\n", name, missed);

    /// <summary>Each occurrence of a text made another.</summary>
    public static Candidate Of(string text, string becomes, string name, params string[] missed) =>
        new(name, conf => conf.Replace(text, becomes, StringComparison.Ordinal), missed);

    /// <summary>What a location says of its types.</summary>
    public static Candidate Types(
        string context,
        string types,
        string name,
        params string[] missed
    ) =>
        new(
            name,
            conf =>
            {
                var at = conf.IndexOf(
                    "types {",
                    conf.IndexOf(context, StringComparison.Ordinal),
                    StringComparison.Ordinal
                );
                var end = conf.IndexOf('}', at);
                return $"{conf[..at]}types {{ {types} }}{conf[(end + 1)..]}";
            },
            missed
        );

    public override string ToString() => Name;
}
