namespace Verify.Engine;

/// <summary>The user asked for something that does not exist or is out of range: exit 2, nothing changed.</summary>
/// <param name="message">One message: the offending value, where it stood, what is allowed, the nearest match.</param>
public sealed class UsageError(string message) : Exception(message)
{
    /// <summary>The word that was mistyped and the one that was meant: whoever knows the whole line says how to type it.</summary>
    public (string Typed, string Meant)? Slip { get; init; }
}

/// <summary>Something the run stands on is missing or refused: exit 3, with the reason and what to do.</summary>
/// <param name="message">One message whose last line says what the reader can do.</param>
public class CannotRun(string message, Exception? cause = null) : Exception(message, cause);
