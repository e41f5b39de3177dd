using System.Collections;
using System.Globalization;

namespace Verify.Engine.Scenarios;

/// <summary>A value as a person reads it in "expected" and "actual".</summary>
internal static class Shown
{
    // A longer list says how many more there are; the whole of it belongs into evidence.
    private const int MostItems = 20;

    internal const string None = "none";

    public static string Of(object? value) =>
        value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "True" : "False",
            double number => Figure(number),
            TimeSpan span => $"{Figure(span.TotalSeconds)} s",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items => List([.. items.Cast<object?>().Select(Of)]),
            _ => value.ToString() ?? "",
        };

    // Adding zero keeps a tiny negative figure from being shown as -0.
    private static string Figure(double number) =>
        (Math.Round(number, 3) + 0.0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string List(string[] items) =>
        items.Length == 0 ? None
        : items.Length <= MostItems ? $"[{string.Join(", ", items)}]"
        : $"[{string.Join(", ", items[..MostItems])} and {items.Length - MostItems} more]";
}
