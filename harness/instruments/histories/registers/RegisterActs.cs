namespace Verify.Instruments.Histories.Registers;

/// <summary>Reads what is stored.</summary>
/// <param name="Value">What was read; null for nothing.</param>
public sealed record Read(string? Value) : Act
{
    public override string ToString() => $"read {Stored.Text(Value)}";
}

/// <summary>Stores a value, whatever is there.</summary>
/// <param name="Value">Null removes it.</param>
public sealed record Write(string? Value) : Act
{
    public override string ToString() => $"write {Stored.Text(Value)}";
}

/// <summary>Stores a value if another is there.</summary>
/// <param name="HasSucceeded">What was answered; null if that is not known.</param>
public sealed record CompareAndSet(string? Expected, string? Value, bool? HasSucceeded) : Act
{
    public override string ToString() =>
        $"set {Stored.Text(Expected)} to {Stored.Text(Value)}{(HasSucceeded switch { true => ", done", false => ", refused", null => "" })}";
}
