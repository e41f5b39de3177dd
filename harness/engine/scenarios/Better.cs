namespace Verify.Engine.Scenarios;

/// <summary>Which way a figure gets better.</summary>
public enum Better
{
    Lower,
    Higher,
}
