namespace Verify.Instruments.Histories;

/// <summary>A history that no clients can have had: nothing is judged by it.</summary>
/// <param name="message">What is wrong, of which operation or in which line, what is allowed.</param>
public sealed class MalformedHistory(string message) : Exception(message);
