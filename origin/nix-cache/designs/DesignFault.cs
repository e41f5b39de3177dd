namespace Verify.Origin.NixCache.Designs;

/// <summary>Something of a design that does not fit together.</summary>
/// <param name="Name">Short and stable, such as min-free-above-max-free.</param>
/// <param name="Text">With the values that do not fit.</param>
public sealed record DesignFault(string Name, string Text);
