using Verify.Instruments.Nginx.Directives;

namespace Verify.Instruments.Nginx.Values;

/// <summary>nginx's general setters, <c>ngx_conf_set_*_slot</c>: one directive, one typed value.</summary>
internal static class SlotSetter
{
    /// <returns>Null where the setter is none of these.</returns>
    public static Reading? Read(DirectiveSpec spec, IReadOnlyList<string> args) =>
        spec.Setter switch
        {
            "flag" => Flag(spec, args[0]),
            "sec" => Time(spec, args[0], wholeSeconds: true),
            "msec" => Time(spec, args[0], wholeSeconds: false),
            "size" => Size(spec, args[0], offset: false),
            "off" => Size(spec, args[0], offset: true),
            "bufs" => Buffers(spec, args[0], args[1]),
            "word" => OneWord(spec, args[0]),
            "bits" => Words(spec, args),
            var num when num.StartsWith("num", StringComparison.Ordinal) => Number(spec, args[0]),
            _ => null,
        };

    public static Reading Time(DirectiveSpec spec, string text, bool wholeSeconds) =>
        TimeValue.TryParse(text, wholeSeconds, out var value, out var reason)
            ? new($"{value}{(wholeSeconds ? "s" : "ms")}")
            : InvalidValue(spec, text, reason, TimeValue.Allowed(wholeSeconds));

    public static Reading Size(DirectiveSpec spec, string text, bool offset) =>
        SizeValue.TryParse(text, offset, out var bytes)
            ? new($"{bytes}")
            : InvalidValue(spec, text, SizeValue.Reason(text, offset), SizeValue.Allowed(offset));

    public static Reading InvalidValue(
        DirectiveSpec spec,
        string text,
        string reason,
        string allowed
    ) => Reading.Refused(text, $"\"{spec.Name}\" directive invalid value", reason, allowed);

    private static Reading Flag(DirectiveSpec spec, string text) =>
        text.ToLowerInvariant() is "on" or "off"
            ? new(text.ToLowerInvariant())
            : Reading.Refused(
                text,
                $"invalid value \"{text}\" in \"{spec.Name}\" directive, it must be \"on\" or \"off\"",
                "it is neither on nor off",
                "on, off"
            );

    /// <summary>Why a text is no number to nginx.</summary>
    public static string NoNumber(string text) =>
        text.Length > 1 && "kKmMgG".Contains(text[^1], StringComparison.Ordinal)
            ? $"a plain number is meant, which takes no unit '{text[^1]}'"
            : "it is not a whole number that nginx can count";

    private static Reading Number(DirectiveSpec spec, string text)
    {
        if (!NumberValue.TryParse(text, out var number))
        {
            return Reading.Refused(
                text,
                $"\"{spec.Name}\" directive invalid number",
                NoNumber(text),
                "a whole number"
            );
        }
        if (spec.Setter.Split(':', '-') is [_, var least, var most])
        {
            var (low, high) = (long.Parse(least), long.Parse(most));
            if (number < low || number > high)
            {
                return Reading.Refused(
                    text,
                    number < low
                        ? $"\"{spec.Name}\" directive value must be equal to or greater than {low}"
                        : $"\"{spec.Name}\" directive value must be equal to or less than {high}",
                    "it is out of range",
                    $"{low} to {high}"
                );
            }
        }
        return new($"{number}");
    }

    private static Reading Buffers(DirectiveSpec spec, string count, string size)
    {
        if (!NumberValue.TryParse(count, out var number) || number == 0)
        {
            return InvalidValue(
                spec,
                count,
                "the number of buffers is not a whole number from 1",
                "a number and a size, such as 2 32k"
            );
        }
        var read = Size(spec, size, offset: false);
        return read.Canonical switch
        {
            null => read,
            "0" => InvalidValue(spec, size, "a buffer of size 0 holds nothing", "a size from 1"),
            var bytes => new($"{number} {bytes}"),
        };
    }

    private static Reading OneWord(DirectiveSpec spec, string text) =>
        spec.Words.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? new(text.ToLowerInvariant())
            : UnknownWord(spec, text);

    // Each word sets a bit, so their order says nothing.
    private static Reading Words(DirectiveSpec spec, IReadOnlyList<string> args) =>
        args.FirstOrDefault(word => !spec.Words.Contains(word, StringComparer.OrdinalIgnoreCase))
            is { } unknown
            ? UnknownWord(spec, unknown)
            : new(string.Join(' ', args.Select(word => word.ToLowerInvariant()).Order()));

    private static Reading UnknownWord(DirectiveSpec spec, string text) =>
        Reading.Refused(
            text,
            $"invalid value \"{text}\"",
            "it is none of the words that this directive knows",
            string.Join(", ", spec.Words)
        );
}
