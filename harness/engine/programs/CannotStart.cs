namespace Verify.Engine.Programs;

/// <summary>A program is not there, or must not be executed.</summary>
public sealed class CannotStart(string program, Exception cause)
    : CannotRun($"{program} cannot be started: {cause.Message}", cause);
