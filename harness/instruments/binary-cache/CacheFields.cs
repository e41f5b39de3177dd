namespace Verify.Instruments.BinaryCache;

/// <summary>Lines of "Name: value", as a binary cache's files have them.</summary>
internal sealed class CacheFields
{
    private readonly ILookup<string, string> fields;

    private CacheFields(ILookup<string, string> fields) => this.fields = fields;

    /// <exception cref="FormatException">A line is none, or there is too much of it.</exception>
    public static CacheFields Parse(string text, int most) =>
        text.Length > most
            ? throw new FormatException($"It is longer than {most} characters.")
            : new(
                text.Split('\n')
                    .Select((line, at) => (Line: line.TrimEnd('\r'), Number: at + 1))
                    .Where(one => one.Line.Length > 0)
                    .Select(one => Field(one.Line, one.Number))
                    .ToLookup(one => one.Name, one => one.Value, StringComparer.Ordinal)
            );

    /// <summary>A field that has to be there, once.</summary>
    public string One(string name) =>
        Maybe(name) ?? throw new FormatException($"{name} is not there.");

    public string? Maybe(string name) =>
        fields[name].ToArray() switch
        {
            [] => null,
            [var one] => one,
            _ => throw new FormatException($"{name} is there more than once."),
        };

    public IReadOnlyList<string> All(string name) => [.. fields[name]];

    private static (string Name, string Value) Field(string line, int number) =>
        line.IndexOf(':') is var at and > 0
            ? (line[..at], line[(at + 1)..].Trim())
            : throw new FormatException($"line {number}: '{line}' is not 'Name: value'.");
}
