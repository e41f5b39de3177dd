using Verify.Instruments.Nginx.Directives;

namespace Verify.Instruments.Nginx.Values;

/// <summary>The arguments of open_file_cache: off, or max=N with inactive=TIME.</summary>
internal static class OpenFileCacheValue
{
    // What nginx takes where inactive= is not given.
    private const string DefaultInactive = "60s";

    private const string Allowed = "off, or max=NUMBER with inactive=TIME";

    public static Reading Read(DirectiveSpec spec, IReadOnlyList<string> args)
    {
        var inactive = DefaultInactive;
        long max = 0;
        var off = false;
        foreach (var arg in args)
        {
            if (arg == "off")
            {
                off = true;
            }
            else if (arg.StartsWith("max=", StringComparison.Ordinal))
            {
                if (!NumberValue.TryParse(arg.AsSpan(4), out max) || max == 0)
                {
                    return Refused(arg, "max is not a whole number from 1");
                }
            }
            else if (arg.StartsWith("inactive=", StringComparison.Ordinal))
            {
                var time = SlotSetter.Time(spec, arg[9..], wholeSeconds: true);
                if (time.Refusal is { } refusal)
                {
                    return Refused(arg, refusal.Reason);
                }
                inactive = time.Canonical!;
            }
            else
            {
                return Refused(arg, "it is neither off, nor max=, nor inactive=");
            }
        }
        if (off)
        {
            return new("off");
        }
        return max > 0
            ? new($"max={max} inactive={inactive}")
            : Reading.Refused(
                string.Join(' ', args),
                "\"open_file_cache\" must have the \"max\" parameter",
                "max= is missing",
                Allowed
            );
    }

    private static Reading Refused(string arg, string reason) =>
        Reading.Refused(arg, $"invalid \"open_file_cache\" parameter \"{arg}\"", reason, Allowed);
}
