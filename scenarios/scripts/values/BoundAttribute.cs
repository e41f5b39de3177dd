using System.Management.Automation;

namespace Verify.Scripts.Values;

/// <summary>The bound of a claim, as it was typed: what it is compared with decides whether 2s is a duration or text.</summary>
public sealed record Bound(string Text, object? Value)
{
    /// <summary>As what it is compared with.</summary>
    /// <exception cref="FormatException">It has no unit where it needs one, or the wrong one.</exception>
    public object? For(object? actual) =>
        actual switch
        {
            TimeSpan when Value is not TimeSpan => Units.Duration(Text),
            string when Value is not string && Units.Any(Text) is not null => Text,
            sbyte or byte or short or ushort or int or uint or long or float or double or decimal =>
                Units.Any(Text) switch
                {
                    null => Value,
                    TimeSpan => throw new FormatException(
                        $"{Text} is a duration, and what it is compared with is a number without a unit. Give a number, or measure a duration."
                    ),
                    var inUnit => inUnit,
                },
            _ => Value,
        };
}

/// <summary>Keeps how a bound was typed; PowerShell itself would read 2s as the number 2.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BoundAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is Bound
            ? inputData
            : new Bound(FormattableString.Invariant($"{inputData}"), Plain.Of(inputData));
}
