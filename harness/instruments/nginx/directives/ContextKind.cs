namespace Verify.Instruments.Nginx.Directives;

/// <summary>The kinds of context a directive can stand in.</summary>
[Flags]
public enum ContextKind
{
    None = 0,
    Main = 1 << 0,
    Events = 1 << 1,
    Http = 1 << 2,
    Server = 1 << 3,
    Location = 1 << 4,
    Upstream = 1 << 5,

    /// <summary><c>if</c> in a server.</summary>
    ServerIf = 1 << 6,

    /// <summary><c>if</c> in a location.</summary>
    LocationIf = 1 << 7,

    LimitExcept = 1 << 8,

    /// <summary>A block whose lines are entries and no directives: map, geo, types, split_clients, charset_map.</summary>
    Entries = 1 << 9,

    /// <summary>A block of a module that is not nginx's own http (stream, mail, a third party's): read, not judged.</summary>
    Foreign = 1 << 10,
}
