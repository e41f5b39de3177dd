namespace Verify.Tests.Ground;

/// <summary>
/// Tests that mostly wait, for a stream or for a program: they run beside each other, and not beside those that keep the
/// processors busy.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WaitsAttribute() : CategoryAttribute("Waits");
