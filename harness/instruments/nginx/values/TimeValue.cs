namespace Verify.Instruments.Nginx.Values;

/// <summary>A time as <c>ngx_parse_time</c> reads it: whole seconds for some directives, milliseconds for others.</summary>
public static class TimeValue
{
    // In nginx's order: each unit may only be followed by smaller ones.
    private enum Step
    {
        Start,
        Year,
        Month,
        Week,
        Day,
        Hour,
        Minute,
        Second,
        Millisecond,
        Last,
    }

    /// <param name="wholeSeconds">The directive counts seconds (<c>ngx_conf_set_sec_slot</c>), else milliseconds.</param>
    /// <param name="value">Seconds or milliseconds, as the directive counts.</param>
    /// <param name="reason">Why nginx refuses the text, where it does.</param>
    public static bool TryParse(string text, bool wholeSeconds, out long value, out string reason)
    {
        value = 0;
        long total = 0,
            number = 0;
        var digits = false;
        // Years and months are understood only where seconds are counted.
        var step = wholeSeconds ? Step.Start : Step.Month;
        for (var i = 0; i < text.Length; )
        {
            if (char.IsAsciiDigit(text[i]))
            {
                if (number > (long.MaxValue - (text[i] - '0')) / 10)
                {
                    return Refuse("it is larger than nginx can count", out reason);
                }
                number = number * 10 + (text[i++] - '0');
                digits = true;
                continue;
            }
            var unit = Unit(text, ref i);
            if (unit is not { } found)
            {
                return Refuse(UnitReason(text[i - 1]), out reason);
            }
            if (found.Step == Step.Millisecond && wholeSeconds)
            {
                return Refuse(
                    "milliseconds are not understood here: nginx counts this time in whole seconds",
                    out reason
                );
            }
            if (found.Step == Step.Last ? step >= Step.Second : step >= found.Step)
            {
                return Refuse(OrderReason(found.Step, step, wholeSeconds), out reason);
            }
            step = found.Step;
            var scale = wholeSeconds || step == Step.Millisecond ? found.Scale : found.Scale * 1000;
            if (number > long.MaxValue / scale || total > long.MaxValue - number * scale)
            {
                return Refuse("it is larger than nginx can count", out reason);
            }
            total += number * scale;
            number = 0;
            while (i < text.Length && text[i] == ' ')
            {
                i++;
            }
        }
        if (!digits)
        {
            return Refuse("it has no digits", out reason);
        }
        var rest = wholeSeconds ? 1 : 1000;
        if (number > long.MaxValue / rest || total > long.MaxValue - number * rest)
        {
            return Refuse("it is larger than nginx can count", out reason);
        }
        value = total + number * rest;
        reason = "";
        return true;
    }

    public static string Allowed(bool wholeSeconds) =>
        wholeSeconds
            ? "whole seconds, or numbers with y, M, w, d, h, m, s from the largest to the smallest, such as 10s or \"1h 30m\""
            : "seconds, or numbers with w, d, h, m, s, ms from the largest to the smallest, such as 500ms or \"1m 30s\"";

    private static bool Refuse(string why, out string reason)
    {
        reason = why;
        return false;
    }

    private static (Step Step, long Scale)? Unit(string text, ref int i)
    {
        switch (text[i++])
        {
            case 'y':
                return (Step.Year, 60 * 60 * 24 * 365);
            case 'M':
                return (Step.Month, 60 * 60 * 24 * 30);
            case 'w':
                return (Step.Week, 60 * 60 * 24 * 7);
            case 'd':
                return (Step.Day, 60 * 60 * 24);
            case 'h':
                return (Step.Hour, 60 * 60);
            case 'm' when i < text.Length && text[i] == 's':
                i++;
                return (Step.Millisecond, 1);
            case 'm':
                return (Step.Minute, 60);
            case 's':
                return (Step.Second, 1);
            case ' ':
                return (Step.Last, 1);
            default:
                return null;
        }
    }

    private static string UnitReason(char unit) =>
        unit switch
        {
            '.' or ',' => "nginx knows no fractions of a unit",
            '-' or '+' => "a time has no sign",
            _ => $"the unit '{unit}' is unknown",
        };

    private static string OrderReason(Step found, Step before, bool wholeSeconds) =>
        !wholeSeconds && before == Step.Month && found is Step.Year or Step.Month
            ? "years and months are not understood where nginx counts milliseconds"
            : "its units do not go from the largest to the smallest, each at most once";
}
