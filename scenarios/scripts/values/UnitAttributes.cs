using System.Management.Automation;

namespace Verify.Scripts.Values;

/// <summary>A parameter whose literals carry a unit. PowerShell would read 2s as the small number 2: the text decides.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class UnitAttribute : ArgumentTransformationAttribute
{
    /// <summary>Reads a literal; also asked while planning, where nothing else of the script is known.</summary>
    /// <exception cref="FormatException">It is none. The message says what one looks like.</exception>
    public abstract object Read(string text);

    /// <summary>A value that has its unit already.</summary>
    protected abstract bool Is(object value);

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject { BaseObject: var inner } ? inner : inputData;
        if (value is null || Is(value))
            return value!;
        try
        {
            // Not the inner value: only the outer one knows how it was typed.
            return Read(FormattableString.Invariant($"{inputData}"));
        }
        catch (FormatException wrong)
        {
            throw new ArgumentTransformationMetadataException(wrong.Message, wrong);
        }
    }
}

/// <summary>Takes 2s, 500ms, 1m30s.</summary>
public sealed class DurationAttribute : UnitAttribute
{
    public override object Read(string text) => Units.Duration(text);

    protected override bool Is(object value) => value is TimeSpan;
}

/// <summary>Takes 64kb, 10mb.</summary>
public sealed class SizeAttribute : UnitAttribute
{
    public override object Read(string text) => Units.Size(text);

    protected override bool Is(object value) => value is long;
}
