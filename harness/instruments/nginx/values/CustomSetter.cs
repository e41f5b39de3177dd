using Verify.Instruments.Nginx.Directives;

namespace Verify.Instruments.Nginx.Values;

/// <summary>Directives that nginx reads with a function of their own, as far as they matter for serving and caching.</summary>
internal static class CustomSetter
{
    private const long Day = 24 * 60 * 60;

    /// <returns>Null where we know no more of the arguments than their text.</returns>
    public static Reading? Read(DirectiveSpec spec, IReadOnlyList<string> args) =>
        spec.Setter switch
        {
            "workers" => args[0] == "auto" ? new("auto") : Number(spec, args[0]),
            "connections" => Number(spec, args[0]),
            "keepalive" => Keepalive(spec, args),
            "directio" => args[0] == "off"
                ? new("off")
                : SlotSetter.Size(spec, args[0], offset: true),
            // Since 1.17 a rate may be a variable, whose value is read per request.
            "rate" => args[0].Contains('$', StringComparison.Ordinal)
                ? new(args[0])
                : SlotSetter.Size(spec, args[0], offset: false),
            "aio" => Aio(spec, args[0]),
            "open_file_cache" => OpenFileCacheValue.Read(spec, args),
            "cache_valid" => CacheValid(spec, args),
            "expires" => Expires(spec, args),
            _ => null,
        };

    private static Reading Number(DirectiveSpec spec, string text) =>
        NumberValue.TryParse(text, out var number)
            ? new($"{number}")
            : Reading.Refused(
                text,
                spec.Setter == "connections"
                    ? $"invalid number \"{text}\""
                    : $"\"{spec.Name}\" directive invalid value",
                SlotSetter.NoNumber(text),
                spec.Setter == "workers" ? "auto, or a whole number" : "a whole number"
            );

    private static Reading Keepalive(DirectiveSpec spec, IReadOnlyList<string> args)
    {
        var held = SlotSetter.Time(spec, args[0], wholeSeconds: false);
        if (args.Count == 1 || held.Refusal is not null)
        {
            return held;
        }
        // The second argument is for the header Keep-Alive: timeout=, which has no fractions.
        var told = SlotSetter.Time(spec, args[1], wholeSeconds: true);
        return told.Refusal is not null ? told : new($"{held.Canonical} {told.Canonical}");
    }

    private static Reading Aio(DirectiveSpec spec, string text) =>
        text switch
        {
            "off" => new(text),
            // Wants a build --with-file-aio: nginx.org's packages are, Debian's are not.
            "on" => Reading.Refused(
                text,
                $"\"{spec.Name} on\" is unsupported on this platform",
                "Debian's nginx is built without file AIO",
                "off, threads, threads=POOL"
            ),
            // A pool without a name is the one that is called default.
            "threads" or "threads=default" => new("threads=default"),
            _ when text.StartsWith("threads=", StringComparison.Ordinal) && text.Length > 8 => new(
                text
            ),
            _ => Reading.Refused(
                text,
                $"\"{spec.Name}\" directive invalid value",
                "it is none of the words that this directive knows",
                "off, threads, threads=POOL"
            ),
        };

    private static Reading? CacheValid(DirectiveSpec spec, IReadOnlyList<string> args)
    {
        var time = SlotSetter.Time(spec, args[^1], wholeSeconds: true);
        if (time.Refusal is { } refusal)
        {
            return new(null, refusal with { Says = $"invalid time value \"{args[^1]}\"" });
        }
        var codes = args.Take(args.Count - 1).ToList();
        foreach (var code in codes.Where(code => code != "any"))
        {
            if (!NumberValue.TryParse(code, out var status) || status is < 100 or > 599)
            {
                return Reading.Refused(
                    code,
                    $"invalid status \"{code}\"",
                    "it is no HTTP status",
                    "any, or a status from 100 to 599"
                );
            }
        }
        return new($"{string.Join(' ', codes)} {time.Canonical}");
    }

    private static Reading? Expires(DirectiveSpec spec, IReadOnlyList<string> args)
    {
        var text = args[^1];
        if (args.Count == 2 && args[0] != "modified")
        {
            return SlotSetter.InvalidValue(spec, args[0], "it is not modified", "modified TIME");
        }
        if (
            args.Count == 1 && text is "epoch" or "max" or "off"
            || text.Contains('$', StringComparison.Ordinal)
        )
        {
            return null;
        }
        var daily = text.StartsWith('@');
        var signed = daily || text.StartsWith('-') || text.StartsWith('+');
        var time = SlotSetter.Time(spec, signed ? text[1..] : text, wholeSeconds: true);
        if (daily && args.Count == 2)
        {
            return Reading.Refused(
                text,
                $"\"{spec.Name}\" directive daily time cannot be used with \"modified\" parameter",
                "a time of day cannot be counted from the modification",
                "a time without @"
            );
        }
        if (
            daily
            && TimeValue.TryParse(text[1..], wholeSeconds: true, out var at, out _)
            && at > Day
        )
        {
            return Reading.Refused(
                text,
                $"\"{spec.Name}\" directive daily time value must be less than 24 hours",
                "a day has no such time",
                "a time of day such as @15h30m"
            );
        }
        return time.Refusal is { } refusal
            ? new(null, refusal with { Value = text })
            : new(
                $"{string.Join(' ', args.SkipLast(1))} {text[..(signed ? 1 : 0)].TrimStart('+')}{time.Canonical}"
            );
    }
}
