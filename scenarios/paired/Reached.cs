namespace Verify.Scenarios;

/// <summary>Whether a figure is what it was to be.</summary>
internal enum Reached
{
    Met,
    Missed,
    CannotTell,
}
