using System.Collections;
using System.Globalization;
using NUnit.Framework.Constraints;

namespace Verify.Scripts.Language;

/// <summary>The constraints of NUnit that a script can name.</summary>
internal static class Constraints
{
    /// <summary>Those, as parameters of Expect.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "Equal",
        "Less",
        "LessOrEqual",
        "Greater",
        "GreaterOrEqual",
        "Contain",
        "StartWith",
        "EndWith",
        "Match",
        "Empty",
        "Null",
        "True",
        "False",
        "Unique",
        "Ordered",
    ];

    /// <exception cref="CannotRun">What is claimed is not of a kind that this can be claimed of.</exception>
    public static IResolveConstraint Of(string name, object? actual, object? bound, bool not)
    {
        if (
            name.StartsWith("Less", StringComparison.Ordinal)
            || name.StartsWith("Greater", StringComparison.Ordinal)
        )
            MustCompare(name, actual, bound);
        var of = not ? new ConstraintExpression().Not : new ConstraintExpression();
        return name switch
        {
            "Equal" => of.EqualTo(bound),
            "Less" => of.LessThan(bound!),
            "LessOrEqual" => of.LessThanOrEqualTo(bound!),
            "Greater" => of.GreaterThan(bound!),
            "GreaterOrEqual" => of.GreaterThanOrEqualTo(bound!),
            "Contain" => actual is string ? of.Contains(Text(bound)) : of.Member(bound),
            "StartWith" => of.StartsWith(MustBeText(name, actual, bound)),
            "EndWith" => of.EndsWith(MustBeText(name, actual, bound)),
            "Match" => of.Match(MustBeText(name, actual, bound)),
            "Empty" => of.Empty,
            "Null" => of.Null,
            "True" => of.True,
            "False" => of.False,
            "Unique" => of.Unique,
            _ => of.Ordered,
        };
    }

    private static void MustCompare(string name, object? actual, object? bound)
    {
        var isOrder =
            (IsNumber(actual) && IsNumber(bound))
            || (actual is IComparable && actual.GetType() == bound?.GetType());
        if (!isOrder)
            throw new CannotRun(
                $"-{name} compares {Kind(actual)} with {Kind(bound)}. Compare two numbers, or two values with units of one kind."
            );
    }

    private static string MustBeText(string name, object? actual, object? bound) =>
        actual is string
            ? Text(bound)
            : throw new CannotRun($"-{name} is about text, and this is {Kind(actual)}.");

    private static bool IsNumber(object? value) =>
        value
            is sbyte
                or byte
                or short
                or ushort
                or int
                or uint
                or long
                or ulong
                or float
                or double
                or decimal;

    private static string Text(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Kind(object? value) =>
        value switch
        {
            null => "nothing ($null)",
            string text => $"the text '{text}'",
            TimeSpan span => string.Create(
                CultureInfo.InvariantCulture,
                $"the duration {span.TotalSeconds:0.###}s"
            ),
            IDictionary => "a table",
            IEnumerable => "a list",
            _ => $"{Text(value)} ({value.GetType().Name})",
        };
}
