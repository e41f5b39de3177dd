namespace Verify.Instruments.Histories.Registers;

/// <summary>The state of a register.</summary>
/// <param name="Value">Null while nothing is stored.</param>
public readonly record struct Stored(string? Value)
{
    public override string ToString() => Text(Value);

    internal static string Text(string? value) => value is null ? "nothing" : $"'{value}'";
}
