using System.Reflection;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace Verify.Tests.Engine;

/// <summary>Any event of any type that the record knows, filled with whatever its fields can hold.</summary>
internal static class AnyEvent
{
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. typeof(RunEvent)
            .GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(declared => declared.DerivedType),
    ];

    // Characters that JSON, a line, a URL or a Markdown table gives a meaning to.
    private static readonly Gen<string> Text = Gen.Elements(
            "a",
            "ü",
            "😀",
            "\"",
            "\\",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u0085",
            "\u2028",
            "<",
            "&",
            "'",
            "|",
            "http://u:p@h/",
            " ",
            "\\u0041",
            "{}"
        )
        .ListOf()
        .Select(parts => string.Concat(parts));

    private static readonly Gen<double> Number = Gen.Elements(
        0,
        -0.1,
        1e-300,
        1.7976931348623157e308,
        0.1 + 0.2,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity
    );

    public static Gen<RunEvent> OfType(Type type) => Record(type).Select(e => (RunEvent)e!);

    private static Gen<object?> Record(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return constructor
            .GetParameters()
            .Select(parameter => Value(parameter.ParameterType, IsNullable(parameter)))
            .Aggregate(
                Gen.Constant<object?[]>([]),
                (sofar, next) =>
                    from head in sofar
                    from tail in next
                    select (object?[])[.. head, tail]
            )
            .Select(values => (object?)constructor.Invoke(values));
    }

    private static bool IsNullable(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static Gen<object?> Value(Type type, bool nullable) =>
        nullable
            ? Gen.OneOf(
                Gen.Constant<object?>(null),
                Value(Nullable.GetUnderlyingType(type) ?? type, nullable: false)
            )
        : type == typeof(string) ? Text.Select(text => (object?)text)
        : type == typeof(double) ? Number.Select(number => (object?)number)
        : type == typeof(long) ? Gen.Elements(0L, long.MaxValue, -1L).Select(n => (object?)n)
        : type == typeof(int) ? Gen.Elements(0, int.MaxValue, -1).Select(n => (object?)n)
        : type == typeof(bool) ? Gen.Elements(true, false).Select(flag => (object?)flag)
        : type.IsEnum ? Gen.Elements(Enum.GetValues(type).Cast<object?>().ToArray())
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? Value(type.GenericTypeArguments[0], nullable: false)
                .ListOf(2)
                .Select(items => (object?)ListOf(type.GenericTypeArguments[0], items))
        : type == typeof(IReadOnlyDictionary<string, string>) ? Table(Text)
        : type == typeof(IReadOnlyDictionary<string, double>) ? Table(Number)
        : Record(type);

    private static Array ListOf(Type type, IEnumerable<object?> items)
    {
        var all = items.ToArray();
        var list = Array.CreateInstance(type, all.Length);
        all.CopyTo(list, 0);
        return list;
    }

    private static Gen<object?> Table<T>(Gen<T> values) =>
        Text.Zip(values)
            .ListOf()
            .Select(pairs =>
                (object?)
                    pairs
                        .DistinctBy(pair => pair.Item1)
                        .ToDictionary(pair => pair.Item1, pair => pair.Item2)
            );
}
