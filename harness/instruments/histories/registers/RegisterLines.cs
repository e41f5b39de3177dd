using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verify.Instruments.Histories.Registers;

/// <summary>A register's history as JSON lines: kept as evidence, and read again.</summary>
/// <remarks>
/// One operation a line, times in seconds:
/// <c>{"id":7,"client":"c1","key":"x","call":1.25,"return":1.31,"act":"read","value":"3"}</c>. The acts are read, write
/// (with value) and set (with expected, value, succeeded). What is not there is null: no return, nothing stored, an outcome
/// that is not known.
/// </remarks>
public static class RegisterLines
{
    // A scenario has some ten thousand; beyond these a file is something else.
    private const int MostLines = 1_000_000;
    private const int LongestLine = 64 * 1024;

    // No run lasts for a year, and a TimeSpan bears it.
    private const decimal Latest = 366 * 24 * 3600;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // For people too: quotes are not written as \u0022.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static string Write(IEnumerable<Operation> operations)
    {
        var text = new StringBuilder();
        foreach (var one in operations)
            text.Append(JsonSerializer.Serialize(Line.Of(one), Options)).Append('\n');
        return text.ToString();
    }

    /// <exception cref="MalformedHistory">With the line that cannot be read, or what no clients can have done.</exception>
    public static History Read(TextReader text)
    {
        var operations = new List<Operation>();
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (number > MostLines)
                throw new MalformedHistory(
                    $"A history has at most {MostLines} lines; this one goes on."
                );
            if (string.IsNullOrWhiteSpace(line))
                continue;
            operations.Add(Parse(line, number));
        }
        return History.Of(operations);
    }

    private static Operation Parse(string line, int number)
    {
        if (line.Length > LongestLine)
            throw new MalformedHistory(
                $"Line {number} has {line.Length} characters; an operation has at most {LongestLine}."
            );
        try
        {
            return JsonSerializer.Deserialize<Line>(line, Options)?.ToOperation()
                ?? throw new FormatException("null is no operation");
        }
        // ArgumentException: half a pair of surrogates.
        catch (Exception wrong)
            when (wrong
                    is JsonException
                        or FormatException
                        or InvalidOperationException
                        or ArgumentException
            )
        {
            throw new MalformedHistory(
                $"Line {number} is no operation: {wrong.Message.TrimEnd('.')}. Write one JSON object a line, such as "
                    + "{\"id\":7,\"client\":\"c1\",\"key\":\"x\",\"call\":1.25,\"return\":1.31,\"act\":\"read\",\"value\":\"3\"}."
            );
        }
    }

    private sealed record Line(
        long? Id,
        string? Client,
        string? Key,
        decimal? Call,
        decimal? Return,
        string? Act,
        string? Value,
        string? Expected,
        bool? Succeeded
    )
    {
        public static Line Of(Operation one)
        {
            var (act, value, expected, succeeded) = one.Act switch
            {
                Read read => ("read", read.Value, null, (bool?)null),
                Write write => ("write", write.Value, null, null),
                CompareAndSet set => ("set", set.Value, set.Expected, set.HasSucceeded),
                _ => throw new ArgumentException($"{one}: this is no act of a register."),
            };
            return new(
                one.Id,
                one.Client,
                one.Key,
                Seconds(one.Call),
                one.Return is { } at ? Seconds(at) : null,
                act,
                value,
                expected,
                succeeded
            );
        }

        public Operation ToOperation() =>
            new(
                Id ?? throw new FormatException("it has no id"),
                Client ?? throw new FormatException("it has no client"),
                Key ?? throw new FormatException("it has no key"),
                Time(Call ?? throw new FormatException("it has no call"), "call"),
                Return is { } at ? Time(at, "return") : null,
                Act switch
                {
                    "read" when Expected is null && Succeeded is null => new Read(Value),
                    "write" when Expected is null && Succeeded is null => new Write(Value),
                    "set" => new CompareAndSet(Expected, Value, Succeeded),
                    "read" or "write" => throw new FormatException(
                        $"a {Act} has neither expected nor succeeded"
                    ),
                    null => throw new FormatException("it has no act"),
                    _ => throw new FormatException(
                        $"its act is '{Act}'; allowed: read, write, set"
                    ),
                }
            );

        private static decimal Seconds(TimeSpan at) => at.Ticks / (decimal)TimeSpan.TicksPerSecond;

        private static TimeSpan Time(decimal seconds, string name) =>
            seconds is >= 0 and <= Latest
                ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : throw new FormatException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"its {name} is {seconds}; allowed: seconds from 0 to {Latest}"
                    )
                );
    }
}
