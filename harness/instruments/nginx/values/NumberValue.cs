namespace Verify.Instruments.Nginx.Values;

/// <summary>A number as <c>ngx_atoi</c> reads it: digits and nothing else, up to what a signed word holds.</summary>
public static class NumberValue
{
    public static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9' || number > (long.MaxValue - (c - '0')) / 10)
            {
                return false;
            }
            number = number * 10 + (c - '0');
        }
        return !text.IsEmpty;
    }
}
