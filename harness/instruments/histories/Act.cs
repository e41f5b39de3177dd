namespace Verify.Instruments.Histories;

/// <summary>What an operation asked for, together with the answer it got; a model says what it means.</summary>
/// <remarks>Two acts that are equal as records do the same to every state. Its text is what a counter-example shows.</remarks>
public abstract record Act;
