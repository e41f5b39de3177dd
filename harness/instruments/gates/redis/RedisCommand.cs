namespace Verify.Instruments.Gates.Redis;

/// <summary>A command as a client sends it to Redis.</summary>
/// <param name="Kind">Its name, in capitals.</param>
/// <param name="Arguments">As UTF-8; what is no UTF-8 becomes U+FFFD.</param>
/// <param name="IsWhole">False where it is so long that only its beginning was kept.</param>
public sealed record RedisCommand(string Kind, IReadOnlyList<string> Arguments, bool IsWhole)
    : IGatedCommand
{
    private static readonly string[] Setting = ["SET", "SETEX", "PSETEX", "SETNX", "GETSET"];
    private static readonly string[] Getting = ["GET", "GETEX", "GETDEL"];
    private static readonly string[] Deleting = ["DEL", "UNLINK"];

    /// <summary>Whether it is a command of that name.</summary>
    public bool Is(string name) => Kind.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it gives this key a value.</summary>
    public bool IsSet(string key) => Setting.Contains(Kind) && IsFirst(key);

    /// <summary>Whether it asks for this key's value.</summary>
    public bool IsGet(string key) =>
        (Getting.Contains(Kind) && IsFirst(key)) || (Kind == "MGET" && Arguments.Contains(key));

    /// <summary>Whether it deletes this key, alone or with others.</summary>
    public bool IsDelete(string key) => Deleting.Contains(Kind) && Arguments.Contains(key);

    /// <summary>Whether this is one of its arguments; so scripts are known by their keys.</summary>
    public bool Names(string argument) => Arguments.Contains(argument);

    public override string ToString() => string.Join(' ', [Kind, .. Arguments]);

    private bool IsFirst(string key) => Arguments is [var first, ..] && first == key;
}
